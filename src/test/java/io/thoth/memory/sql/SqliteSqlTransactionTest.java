package io.thoth.memory.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteSqlTransactionTest extends SqlTransactionContract {
  @TempDir Path folder;

  @Override
  Sql open() {
    return SqliteSql.open(SqliteConfig.at(folder.resolve("thoth.db")));
  }
}
