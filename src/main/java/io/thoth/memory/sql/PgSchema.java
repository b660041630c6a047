package io.thoth.memory.sql;

import io.thoth.memory.fault.Fault;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a PostgreSQL schema to that of this program. An advisory lock of the schema's name lets
 * one process do it at a time.
 */
final class PgSchema {
  private static final Logger log = LoggerFactory.getLogger(PgSchema.class);
  private static final int OLDEST = 150_000;

  private final PgConfig config;
  private final PgDoor door;
  private final Migrations migrations;

  PgSchema(PgConfig config, PgDoor door, Migrations migrations) {
    this.config = config;
    this.door = door;
    this.migrations = migrations;
  }

  /** What {@link #migrate} would apply. */
  List<Migration> plan() {
    try (PgLink link = open()) {
      return pending(link);
    } catch (PgFailure cause) {
      throw failed(cause);
    }
  }

  /** Applies what is pending, each step in a transaction of its own; answers what was applied. */
  List<Migration> migrate() {
    try (PgLink link = open()) {
      run(link, "select pg_advisory_lock(hashtext('thoth-memory'), hashtext(?))", config.schema());
      if (!exists(link)) {
        run(link, "create schema " + config.schema());
      }
      List<Migration> pending = pending(link);
      for (Migration migration : pending) {
        apply(link, migration);
      }
      return pending;
    } catch (PgFailure | ConstraintViolation cause) {
      throw failed(cause);
    }
  }

  private PgLink open() {
    try {
      PgLink link = door.toMigrate();
      require(
          number(link, "select current_setting('server_version_num')::int") >= OLDEST,
          "the server is older than PostgreSQL 15");
      require(
          number(
                  link,
                  "select count(*) from pg_database where datname = current_database()"
                      + " and pg_encoding_to_char(encoding) = 'UTF8'")
              == 1,
          "the database's encoding is not UTF8");
      return link;
    } catch (Fault cause) {
      throw new IllegalStateException(cause.getMessage(), cause);
    }
  }

  private void require(boolean holds, String complaint) {
    if (!holds) {
      throw new IllegalStateException(config.shown() + " cannot be used: " + complaint);
    }
  }

  private boolean exists(PgLink link) {
    return number(link, "select count(*) from pg_namespace where nspname = ?", config.schema()) > 0;
  }

  private List<Migration> pending(PgLink link) {
    String known =
        "select count(*) from pg_tables where schemaname = ? and tablename = 'schema_version'";
    if (number(link, known, config.schema()) == 0) {
      return migrations.all();
    }
    PgTx tx = new PgTx(link, PgTx.Mode.ALONE);
    return migrations.after(
        tx.query(
            "select number, name, checksum from schema_version order by number",
            AppliedMigration::of));
  }

  private static long number(PgLink link, String sql, Object... args) {
    return new PgTx(link, PgTx.Mode.ALONE).number(sql, args);
  }

  private static void run(PgLink link, String sql, Object... args) {
    link.rows(sql, link.send(sql, args));
  }

  private void apply(PgLink link, Migration migration) {
    PgTx tx = new PgTx(link, PgTx.Mode.WRITE);
    try {
      migration.statements().forEach(tx::update);
      note(tx, migration);
      tx.commit();
      log.info("migration={} applied", migration.name());
    } catch (RuntimeException cause) {
      tx.rollback();
      throw new IllegalStateException(
          "migration %s failed and was undone; the database is as it was before it: %s"
              .formatted(migration.name(), cause.getMessage()),
          cause);
    }
  }

  private void note(PgTx tx, Migration migration) {
    if (migration.equals(migrations.all().getFirst())) {
      tx.update(
          """
          create table schema_version (
            number bigint primary key,
            name text not null,
            checksum text not null,
            applied_at bigint not null
          )
          """);
    }
    tx.update(
        "insert into schema_version (number, name, checksum, applied_at) values (?, ?, ?, ?)",
        migration.number(),
        migration.name(),
        migration.checksum(),
        ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
  }

  private IllegalStateException failed(RuntimeException cause) {
    return new IllegalStateException(
        config.shown() + " cannot be migrated: " + cause.getMessage(), cause);
  }
}
