package io.thoth.memory.identities;

import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.Stores;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Identities on SQLite. */
class SqliteIdentitiesTest extends IdentitiesContract {
  @TempDir static Path folder;

  @Override
  protected Sql open() {
    return Stores.sqlite(folder.resolve("identities.db"));
  }
}
