package io.thoth.memory.copy;

import io.thoth.memory.sql.Migrations;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.SqlConfig;
import java.util.List;

/** Opens databases for a moment. */
final class Databases {
  private Databases() {}

  static List<CopiedTable> copy(SqlConfig from, SqlConfig to) {
    try (Sql source = from.open();
        Sql target = to.open()) {
      return new StoreCopy(source, target, (_, _, _, _) -> {}).run();
    }
  }

  /** With the program's schema. */
  static void make(SqlConfig config) {
    try (Sql sql = config.open()) {
      sql.migrate(Migrations.of(sql.dialect()));
    }
  }

  static void change(SqlConfig config, String... statements) {
    try (Sql sql = config.open()) {
      for (String statement : statements) {
        sql.write("test.change", tx -> tx.update(statement));
      }
    }
  }

  static long number(SqlConfig config, String statement) {
    try (Sql sql = config.open()) {
      return sql.read("test.number", tx -> tx.number(statement));
    }
  }
}
