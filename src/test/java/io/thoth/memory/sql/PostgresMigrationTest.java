package io.thoth.memory.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.support.Postgres;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a schema of PostgreSQL gets to that of the program. */
class PostgresMigrationTest {
  private static final Migrations ALL = Migrations.of(Dialect.POSTGRESQL);

  private final PgConfig config = Postgres.shared().config(Postgres.freshSchema());
  private final PgSql sql = PgSql.open(config);

  @AfterEach
  void close() {
    sql.close();
  }

  @Test
  void thePlanIsWhatIsAppliedOnce() {
    assertEquals(ALL.all(), sql.plan(ALL));

    List<Migration> applied = sql.migrate(ALL);

    assertEquals(ALL.all(), applied);
    assertEquals(List.of(), sql.plan(ALL));
    assertEquals(List.of(), sql.migrate(ALL));
  }

  @Test
  void ofSeveralNodesThatStartAtOnceOneAppliesEverything() throws Exception {
    try (ExecutorService nodes = Executors.newFixedThreadPool(4)) {
      Callable<Integer> node =
          () -> {
            try (PgSql own = PgSql.open(config)) {
              return own.migrate(ALL).size();
            }
          };
      List<Integer> applied = new ArrayList<>();
      for (Future<Integer> each : nodes.invokeAll(List.of(node, node, node, node))) {
        applied.add(each.get());
      }

      assertEquals(List.of(0, 0, 0, ALL.all().size()), applied.stream().sorted().toList());
    }
  }

  @Test
  void aNewerSchemaIsRefusedWithOneLine() {
    sql.migrate(ALL);
    sql.write(
        "test.newer",
        tx -> tx.update("insert into schema_version values (999, '999_future', 'x', 0)"));

    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> sql.migrate(ALL));

    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("999_future") && message.lines().count() == 1, message);
  }

  @Test
  void aStepThatFailsLeavesNothing() {
    IllegalStateException failed =
        assertThrows(
            IllegalStateException.class, () -> sql.migrate(Migrations.in("db/test-failing")));

    assertTrue(String.valueOf(failed.getMessage()).contains("undone"), failed.getMessage());
    assertEquals(
        List.of("note", "schema_version"),
        sql.read(
            "test.tables",
            tx ->
                tx.query(
                    "select tablename from pg_tables where schemaname = current_schema()"
                        + " order by tablename",
                    row -> row.text("tablename"))));
  }

  /** Text is then ordered, compared and searched as SQLite does it, wherever the server stands. */
  @Test
  void everyTextColumnIsOrderedByItsBytes() {
    sql.migrate(ALL);

    List<String> others =
        sql.read(
            "test.collations",
            tx ->
                tx.query(
                    """
                    select table_name || '.' || column_name as name from information_schema.columns
                    where table_schema = current_schema() and table_name <> 'schema_version'
                      and data_type = 'text' and coalesce(collation_name, '') <> 'C'
                    """,
                    row -> row.text("name")));

    assertEquals(List.of(), others);
  }

  @Test
  void aServerThatIsNotThereIsOneLineWithoutThePassword() {
    PgConfig nowhere =
        new PgConfig(
            "127.0.0.1",
            1,
            "letta",
            "ada",
            "hunter2",
            PgTls.DISABLE,
            PgCertificates.NONE,
            "thoth_memory",
            25,
            10,
            100,
            config.patience());
    try (PgSql gone = PgSql.open(nowhere)) {
      IllegalStateException refused =
          assertThrows(IllegalStateException.class, () -> gone.migrate(ALL));

      String message = String.valueOf(refused.getMessage());
      assertTrue(message.startsWith("postgresql://ada@127.0.0.1:1/letta"), message);
      assertEquals(1, message.lines().count());
      assertTrue(!message.contains("hunter2"), message);
    }
  }
}
