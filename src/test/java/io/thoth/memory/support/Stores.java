package io.thoth.memory.support;

import io.thoth.memory.sql.Migrations;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.SqliteConfig;
import io.thoth.memory.sql.SqliteSql;
import java.nio.file.Path;

/** Opens real stores with the program's schema. */
public final class Stores {
  private Stores() {}

  /** A SQLite file, made when missing. */
  public static Sql sqlite(Path file) {
    SqliteSql sql = SqliteSql.open(SqliteConfig.at(file));
    sql.migrate(Migrations.of(sql.dialect()));
    return sql;
  }
}
