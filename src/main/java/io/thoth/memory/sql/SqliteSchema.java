package io.thoth.memory.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a SQLite file to this program's schema, on a connection of its own: foreign keys are off
 * while a table is rebuilt (dropping the old one would cascade) and checked before the commit.
 */
final class SqliteSchema {
  private static final Logger log = LoggerFactory.getLogger(SqliteSchema.class);

  private final Path file;
  private final Migrations migrations;

  SqliteSchema(Path file, Migrations migrations) {
    this.file = file;
    this.migrations = migrations;
  }

  /** What {@link #migrate} would apply. */
  List<Migration> plan(Tx tx) {
    return migrations.after(applied(tx));
  }

  private static List<AppliedMigration> applied(Tx tx) {
    long known = tx.number("select count(*) from sqlite_schema where name = 'schema_version'");
    return known == 0
        ? List.of()
        : tx.query(
            "select number, name, checksum from schema_version order by number",
            AppliedMigration::of);
  }

  /**
   * Applies what is pending, each step in a transaction of its own, after making a copy of a
   * database that has something in it. Answers what was applied.
   *
   * @throws IllegalStateException when the database does not fit or a step fails; one line
   */
  List<Migration> migrate() {
    try (SqliteConnection connection = SqliteConnection.toMigrate(file)) {
      SqliteTx tx = new SqliteTx(connection, true);
      List<Migration> pending = plan(tx);
      if (!pending.isEmpty() && tx.number("select count(*) from sqlite_schema") > 0) {
        copy(connection, pending.getFirst());
      }
      for (Migration migration : pending) {
        apply(connection, migration);
      }
      return pending;
    } catch (SQLException | IOException cause) {
      throw new IllegalStateException(file + " cannot be migrated: " + cause.getMessage(), cause);
    }
  }

  /** One copy for each step it stands before, so that failing starts do not fill the disk. */
  private void copy(SqliteConnection connection, Migration next) throws SQLException, IOException {
    Path copy = file.resolveSibling(file.getFileName() + ".before-" + next.name());
    log.info("copy={} made before the schema is changed", copy);
    connection.copyTo(copy);
  }

  private void apply(SqliteConnection connection, Migration migration) throws SQLException {
    connection.execute("begin immediate");
    try {
      run(new SqliteTx(connection, true), migration);
      connection.execute("commit");
      log.info("migration={} applied", migration.name());
    } catch (SQLException | RuntimeException cause) {
      connection.execute("rollback");
      throw new IllegalStateException(
          "migration %s failed and was undone; the database is as it was before it: %s"
              .formatted(migration.name(), cause.getMessage()),
          cause);
    }
  }

  private static void run(SqliteTx tx, Migration migration) {
    migration.statements().forEach(tx::update);
    tx.each(
        "pragma foreign_key_check",
        row -> {
          throw new IllegalStateException("rows of " + row.text("table") + " lost their parent");
        });
    tx.update(
        """
        create table if not exists schema_version (
          number integer primary key,
          name text not null,
          checksum text not null,
          applied_at bigint not null
        )
        """);
    tx.update(
        "insert into schema_version (number, name, checksum, applied_at) values (?, ?, ?, ?)",
        migration.number(),
        migration.name(),
        migration.checksum(),
        ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
  }
}
