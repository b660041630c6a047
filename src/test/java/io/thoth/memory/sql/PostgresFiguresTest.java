package io.thoth.memory.sql;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.support.Postgres;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which index PostgreSQL takes in a table that has just been filled for the first time. */
class PostgresFiguresTest {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private PgSql sql;

  /** The server does not gather figures by itself here. */
  @BeforeEach
  void open() {
    sql = EmptySchema.open(Postgres.shared().config(Postgres.freshSchema()));
    sql.write(
        "test.table",
        tx -> {
          tx.update(
              "create table \"Saying\" (tenant text, agent text, place bigint, changed bigint, said"
                  + " text, primary key (tenant, agent, place)) with (autovacuum_enabled = false)");
          return tx.update("create index saying_changed on \"Saying\" (tenant, agent, changed)");
        });
  }

  @AfterEach
  void close() {
    sql.close();
  }

  @Test
  void aRowIsFoundByItsKeySoonAfterTheFirstOnesCame() {
    assertTrue(plan().contains("saying_changed"), plan());

    sql.write(
        "test.fill",
        tx ->
            tx.update(
                "insert into \"Saying\" select 't', 'a', i, i, 'x' from generate_series(1, 5000) as"
                    + " s(i)"));

    long end = System.nanoTime() + LONGEST.toNanos();
    while (!plan().contains("Saying_pkey") && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    assertTrue(plan().contains("Saying_pkey"), plan());
  }

  private String plan() {
    return sql.read(
        "test.plan",
        tx ->
            String.join(
                " ",
                tx.query(
                    "explain select said from \"Saying\" where tenant = 't' and agent = 'a' and"
                        + " place = 7",
                    row -> row.text("query plan"))));
  }
}
