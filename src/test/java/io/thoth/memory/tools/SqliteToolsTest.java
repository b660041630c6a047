package io.thoth.memory.tools;

import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.Stores;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Tools on SQLite. */
class SqliteToolsTest {
  @TempDir static Path folder;

  @Nested
  class Running extends MemoryToolsContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("running.db"));
    }
  }

  @Nested
  class Rules extends MemoryToolRulesContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("rules.db"));
    }
  }

  @Nested
  class Commands extends MemoryCommandContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("commands.db"));
    }
  }

  @Nested
  class Lists extends ToolListContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("lists.db"));
    }
  }

  @Nested
  class Base extends BaseToolsContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("base.db"));
    }
  }

  @Nested
  class OfAgents extends AgentToolsContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("agents.db"));
    }
  }
}
