package io.thoth.memory.agents;

import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.Stores;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Agents on SQLite. */
class SqliteAgentsTest {
  @TempDir static Path folder;

  @Nested
  class Themselves extends AgentsContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("agents.db"));
    }
  }

  @Nested
  class WithBlocks extends AgentBlocksContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("blocks.db"));
    }
  }

  @Nested
  class EditRaces extends BlockEditRacesContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("races.db"));
    }
  }

  @Nested
  class Lists extends AgentListContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("lists.db"));
    }
  }

  @Nested
  class Tenants extends AgentTenantsContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("tenants.db"));
    }
  }
}
