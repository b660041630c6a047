package io.thoth.memory;

import io.thoth.memory.config.ConfigFault;
import io.thoth.memory.sql.Dialect;
import io.thoth.memory.sql.Migration;
import io.thoth.memory.sql.Migrations;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.SqlConfig;
import io.thoth.memory.sql.SqliteConfig;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;

/** {@code migrate}: brings the database to this program's schema without starting a node. */
final class MigrateCommand {
  private final SqlConfig store;
  private final boolean dry;

  private MigrateCommand(SqlConfig store, boolean dry) {
    this.store = store;
    this.dry = dry;
  }

  /**
   * @param words what follows the command's name: nothing, or {@code --dry-run}
   */
  static MigrateCommand of(String[] words, SqlConfig store) {
    List<String> given = List.of(words);
    if (!given.isEmpty() && !given.equals(List.of("--dry-run"))) {
      throw new ConfigFault("migrate takes nothing but --dry-run");
    }
    return new MigrateCommand(store, !given.isEmpty());
  }

  void run(PrintStream out) {
    List<Migration> steps = dry ? plan() : migrated();
    String what = dry ? "would be applied to " : "applied to ";
    out.println(steps.size() + " migrations " + what + store.shown());
    for (Migration step : steps) {
      out.println(dry ? "\n-- " + step.name() + "\n" + step.text().strip() : step.name());
    }
  }

  private List<Migration> plan() {
    if (store instanceof SqliteConfig sqlite && !Files.exists(sqlite.file())) {
      return Migrations.of(Dialect.SQLITE).all(); // Opening it would make it.
    }
    try (Sql sql = store.open()) {
      return sql.plan(Migrations.of(sql.dialect()));
    }
  }

  private List<Migration> migrated() {
    try (Sql sql = store.open()) {
      return sql.migrate(Migrations.of(sql.dialect()));
    }
  }
}
