package io.thoth.memory.tools;

import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.Postgres;
import org.junit.jupiter.api.Nested;

/** Tools on PostgreSQL. */
class PostgresToolsTest {
  @Nested
  class Running extends MemoryToolsContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class Rules extends MemoryToolRulesContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class Commands extends MemoryCommandContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class Lists extends ToolListContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class Base extends BaseToolsContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class OfAgents extends AgentToolsContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }
}
