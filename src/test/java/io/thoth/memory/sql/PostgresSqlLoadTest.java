package io.thoth.memory.sql;

import io.thoth.memory.support.Postgres;
import java.time.Duration;

class PostgresSqlLoadTest extends SqlLoadContract {
  private final PgConfig usual = Postgres.shared().config(Postgres.freshSchema());
  private final PgConfig config =
      new PgConfig(
          usual.host(),
          usual.port(),
          usual.database(),
          usual.user(),
          null,
          PgTls.DISABLE,
          PgCertificates.NONE,
          usual.schema(),
          8,
          4,
          WAITING,
          Duration.ofSeconds(30));

  @Override
  Sql open() {
    return EmptySchema.open(config);
  }

  @Override
  Sql reopen() {
    return open();
  }

  @Override
  int parallelWrites() {
    return config.writers() + 3;
  }
}
