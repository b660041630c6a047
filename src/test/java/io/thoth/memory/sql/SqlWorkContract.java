package io.thoth.memory.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What work may do and what follows it, for every {@link Sql}. */
abstract class SqlWorkContract extends SqlFixture {

  @Test
  void afterCommitRunsInOrderBeforeTheCallerGoesOn() {
    List<String> order = Collections.synchronizedList(new ArrayList<>());

    sql.write(
        "test.after",
        tx -> {
          tx.afterCommit(() -> order.add("first"));
          tx.afterCommit(() -> order.add("second"));
          order.add("work");
          return insert(tx, 1, "one");
        });
    order.add("caller");

    assertEquals(List.of("work", "first", "second", "caller"), order);
  }

  @Test
  void afterCommitDoesNotRunWhenTheWriteFails() {
    List<String> order = Collections.synchronizedList(new ArrayList<>());

    assertThrows(
        Fault.class,
        () ->
            sql.write(
                "test.after",
                tx -> {
                  tx.afterCommit(() -> order.add("never"));
                  throw Fault.conflict("no");
                }));

    assertEquals(List.of(), order);
  }

  @Test
  void anExceptionAfterTheCommitDoesNotReachTheCaller() {
    List<String> order = Collections.synchronizedList(new ArrayList<>());

    int inserted =
        sql.write(
            "test.after",
            tx -> {
              tx.afterCommit(
                  () -> {
                    throw new IllegalStateException("too late");
                  });
              tx.afterCommit(() -> order.add("second"));
              return insert(tx, 1, "one");
            });

    assertEquals(1, inserted);
    assertEquals(List.of("second"), order);
    assertEquals(1, count());
  }

  @Test
  void workStartedAfterTheCommitIsRefusedToo() {
    AtomicReference<Throwable> refused = new AtomicReference<>();

    sql.write(
        "test.after",
        tx -> {
          tx.afterCommit(
              () -> refused.set(assertThrows(IllegalStateException.class, () -> insert(2, "two"))));
          return insert(tx, 1, "one");
        });

    assertInstanceOf(IllegalStateException.class, refused.get());
    assertEquals(1, count());
  }

  @Test
  void workInsideWorkIsRefusedNamingBoth() {
    SqlFailure write =
        assertThrows(
            SqlFailure.class, () -> sql.write("test.outer", _ -> insert(1, "inside a write")));
    SqlFailure read = assertThrows(SqlFailure.class, () -> sql.read("test.outer", _ -> count()));

    assertInstanceOf(IllegalStateException.class, write.getCause());
    assertEquals("test.outer: test.insert was started from inside test.outer", write.getMessage());
    assertEquals("test.outer: test.count was started from inside test.outer", read.getMessage());
    assertEquals(0, count());
  }

  @Test
  void aTransactionThatEscapesItsWorkIsOver() {
    AtomicReference<Tx> escaped = new AtomicReference<>();
    sql.write(
        "test.escape",
        tx -> {
          escaped.set(tx);
          return 0;
        });

    assertThrows(IllegalStateException.class, () -> insert(escaped.get(), 1, "late"));

    assertEquals(0, count());
  }

  @Test
  void nullIsAResultToo() {
    assertNull(sql.<@Nullable String>read("test.null", _ -> null));
  }

  @Test
  void aClosedStoreRefusesEverything() {
    sql.close();

    Fault write = assertThrows(Fault.class, () -> insert(1, "one"));
    Fault read = assertThrows(Fault.class, this::count);

    assertEquals(FaultKind.UNAVAILABLE, write.kind());
    assertEquals(FaultKind.UNAVAILABLE, read.kind());
    assertFalse(sql.check().writable());
  }
}
