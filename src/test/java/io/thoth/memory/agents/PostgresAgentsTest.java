package io.thoth.memory.agents;

import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.Postgres;
import org.junit.jupiter.api.Nested;

/** Agents on PostgreSQL. */
class PostgresAgentsTest {

  @Nested
  class Themselves extends AgentsContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class WithBlocks extends AgentBlocksContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class EditRaces extends BlockEditRacesContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class Lists extends AgentListContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class Tenants extends AgentTenantsContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }
}
