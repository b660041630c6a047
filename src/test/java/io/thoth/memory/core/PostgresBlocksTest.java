package io.thoth.memory.core;

import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.Postgres;
import org.junit.jupiter.api.Nested;

/** Core memory on PostgreSQL. */
class PostgresBlocksTest {

  @Nested
  class Edits extends BlockEditsContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class Versions extends BlockVersionsContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class History extends BlockHistoryContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class Reads extends BlockReadsContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class Lists extends BlockListContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class Tenants extends BlockTenantsContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class Keeping extends BlockKeepingContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }
}
