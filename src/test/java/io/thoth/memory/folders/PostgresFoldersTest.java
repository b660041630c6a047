package io.thoth.memory.folders;

import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.Postgres;

/** Folders on PostgreSQL. */
class PostgresFoldersTest extends FoldersContract {
  private final String schema = Postgres.freshSchema();

  @Override
  protected Sql open() {
    return Postgres.store(schema);
  }
}
