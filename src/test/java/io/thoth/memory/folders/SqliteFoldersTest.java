package io.thoth.memory.folders;

import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.Stores;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Folders on SQLite. */
class SqliteFoldersTest extends FoldersContract {
  @TempDir static Path folder;

  @Override
  protected Sql open() {
    return Stores.sqlite(folder.resolve("folders.db"));
  }
}
