package io.thoth.memory.identities;

import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.Postgres;

/** Links of identities on PostgreSQL. */
class PostgresIdentityLinksTest extends IdentityLinksContract {
  private final String schema = Postgres.freshSchema();

  @Override
  protected Sql open() {
    return Postgres.store(schema);
  }
}
