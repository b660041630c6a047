package io.thoth.memory.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteCaselessTest extends CaselessContract {
  @TempDir Path folder;

  @Override
  Sql open() {
    return SqliteSql.open(SqliteConfig.at(folder.resolve("thoth.db")));
  }
}
