package io.thoth.memory.sql;

import io.thoth.memory.support.Postgres;

class PostgresSqlTest extends SqlContract {
  @Override
  Sql open() {
    return EmptySchema.open(Postgres.shared().config(Postgres.freshSchema()));
  }
}
