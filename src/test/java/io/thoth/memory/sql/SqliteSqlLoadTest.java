package io.thoth.memory.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteSqlLoadTest extends SqlLoadContract {
  @TempDir Path folder;

  @Override
  Sql open() {
    return SqliteSql.open(new SqliteConfig(folder.resolve("thoth.db"), 2, WAITING, 512));
  }

  @Override
  Sql reopen() {
    return open();
  }

  @Override
  int parallelWrites() {
    return 1;
  }
}
