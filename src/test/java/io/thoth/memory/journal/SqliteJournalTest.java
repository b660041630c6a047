package io.thoth.memory.journal;

import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.Stores;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The journal on SQLite. */
class SqliteJournalTest {
  @TempDir static Path folder;

  @Nested
  class Once extends ExactlyOnceContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("once.db"));
    }
  }

  @Nested
  class Pruned extends PruningContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("pruned.db"));
    }
  }

  @Nested
  class Chains extends ChainsMigrationContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("chains.db"));
    }
  }
}
