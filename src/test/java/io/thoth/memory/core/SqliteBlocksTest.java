package io.thoth.memory.core;

import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.Stores;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Core memory on SQLite. */
class SqliteBlocksTest {
  @TempDir static Path folder;

  @Nested
  class Edits extends BlockEditsContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("edits.db"));
    }
  }

  @Nested
  class Versions extends BlockVersionsContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("versions.db"));
    }
  }

  @Nested
  class History extends BlockHistoryContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("history.db"));
    }
  }

  @Nested
  class Reads extends BlockReadsContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("reads.db"));
    }
  }

  @Nested
  class Lists extends BlockListContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("lists.db"));
    }
  }

  @Nested
  class Tenants extends BlockTenantsContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("tenants.db"));
    }
  }

  @Nested
  class Keeping extends BlockKeepingContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("keeping.db"));
    }
  }
}
