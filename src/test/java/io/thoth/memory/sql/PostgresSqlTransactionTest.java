package io.thoth.memory.sql;

import io.thoth.memory.support.Postgres;

class PostgresSqlTransactionTest extends SqlTransactionContract {
  @Override
  Sql open() {
    return EmptySchema.open(Postgres.shared().config(Postgres.freshSchema()));
  }
}
