package io.thoth.memory.sql;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a PostgreSQL database is reached.
 *
 * @param password null when the server asks for none
 * @param certificates of a protected connection
 * @param schema holds the tables; made when missing
 * @param pool connections that are kept once they are open, 4 to 1,000
 * @param overflow further connections while there is much to do, 0 to 1,000
 * @param waiting how many reads, and how many writes, may wait before callers are refused
 * @param patience how long a caller waits for its turn and its answer
 */
public record PgConfig(
    String host,
    int port,
    String database,
    String user,
    @Nullable String password,
    PgTls tls,
    PgCertificates certificates,
    String schema,
    int pool,
    int overflow,
    int waiting,
    Duration patience)
    implements SqlConfig {
  /** What can be written without quotes, so that psql and backups name it like we do. */
  private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  public PgConfig {
    require(isSchema(schema), "schema must match " + SCHEMA);
    require(pool >= 4 && pool <= 1_000, "pool must be 4 to 1000, not " + pool);
    require(overflow >= 0 && overflow <= 1_000, "overflow must be 0 to 1000, not " + overflow);
    require(waiting >= 1, "waiting must be at least 1, not " + waiting);
  }

  /** The usual settings, without TLS. */
  public static PgConfig at(String host, int port, String database, String user, String schema) {
    return new PgConfig(
        host,
        port,
        database,
        user,
        null,
        PgTls.DISABLE,
        PgCertificates.NONE,
        schema,
        25,
        10,
        2_048,
        Duration.ofSeconds(30));
  }

  static boolean isSchema(String name) {
    return SCHEMA.matcher(name).matches() && !name.startsWith("pg_");
  }

  @Override
  public Sql open() {
    return PgSql.open(this);
  }

  /** The same, but callers wait for as long as it takes: for work that is not a request's. */
  public PgConfig patient() {
    return new PgConfig(
        host,
        port,
        database,
        user,
        password,
        tls,
        certificates,
        schema,
        pool,
        overflow,
        waiting,
        Duration.ofDays(7));
  }

  /** Connections that many single-statement reads share. */
  int points() {
    return 2;
  }

  /** Connections for reads of several statements, of those kept. */
  int snapshots() {
    return Math.max(1, pool / 4);
  }

  /** Connections for writes, of those kept. */
  int writers() {
    return pool - points() - snapshots();
  }

  @Override
  public String shown() {
    return "postgresql://" + user + "@" + host + ":" + port + "/" + database + " schema " + schema;
  }

  @Override
  public String toString() {
    return shown();
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
