package io.thoth.memory.sql;

/** How a connection to PostgreSQL is protected: {@code sslmode} as libpq defines it. */
public enum PgTls {
  DISABLE,
  ALLOW,
  PREFER,
  /** Encrypted, whoever answers. */
  REQUIRE,
  /** The certificate must be signed by a trusted authority. */
  VERIFY_CA,
  /** And it must be of this host. */
  VERIFY_FULL;

  /** Whether nothing goes over a connection that is not encrypted. */
  boolean must() {
    return this == REQUIRE || verifies();
  }

  boolean verifies() {
    return this == VERIFY_CA || this == VERIFY_FULL;
  }
}
