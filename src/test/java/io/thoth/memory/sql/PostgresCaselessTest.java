package io.thoth.memory.sql;

import io.thoth.memory.support.Postgres;

class PostgresCaselessTest extends CaselessContract {
  @Override
  Sql open() {
    return EmptySchema.open(Postgres.shared().config(Postgres.freshSchema()));
  }
}
