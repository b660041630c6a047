package io.thoth.memory.identities;

import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.Postgres;

/** Identities on PostgreSQL. */
class PostgresIdentitiesTest extends IdentitiesContract {
  private final String schema = Postgres.freshSchema();

  @Override
  protected Sql open() {
    return Postgres.store(schema);
  }
}
