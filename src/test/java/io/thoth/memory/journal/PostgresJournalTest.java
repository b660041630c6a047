package io.thoth.memory.journal;

import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.Postgres;
import org.junit.jupiter.api.Nested;

/** The journal on PostgreSQL. */
class PostgresJournalTest {

  @Nested
  class Once extends ExactlyOnceContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class Pruned extends PruningContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class Chains extends ChainsMigrationContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }
}
