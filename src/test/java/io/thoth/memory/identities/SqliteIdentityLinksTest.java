package io.thoth.memory.identities;

import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.Stores;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Links of identities on SQLite. */
class SqliteIdentityLinksTest extends IdentityLinksContract {
  @TempDir static Path folder;

  @Override
  protected Sql open() {
    return Stores.sqlite(folder.resolve("links.db"));
  }
}
