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
}
