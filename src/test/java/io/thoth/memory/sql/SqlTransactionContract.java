package io.thoth.memory.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.sql.ConstraintViolation.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a transaction is, for every {@link Sql}. */
abstract class SqlTransactionContract extends SqlFixture {

  @Test
  void aFailingWriteLeavesNothingAndItsFaultUnchanged() {
    Fault no = Fault.conflict("no");

    Fault thrown = assertThrows(Fault.class, () -> insertAndThrow(no));

    assertSame(no, thrown);
    assertEquals(0, count());
  }

  @Test
  void anyOtherExceptionIsWrappedWithTheOperationsName() {
    IllegalArgumentException bug = new IllegalArgumentException("a bug");

    SqlFailure failure = assertThrows(SqlFailure.class, () -> insertAndThrow(bug));

    assertEquals("test.throw: a bug", failure.getMessage());
    assertSame(bug, failure.getCause());
    assertEquals(0, count());
  }

  @Test
  void anErrorReachesTheCallerAndTheStoreGoesOn() {
    assertThrows(
        StackOverflowError.class,
        () ->
            sql.write(
                "test.error",
                tx -> {
                  insert(tx, 1, "one");
                  throw new StackOverflowError("as if");
                }));

    insert(2, "two");
    assertEquals(1, count());
  }

  private int insertAndThrow(RuntimeException thrown) {
    return sql.write(
        "test.throw",
        tx -> {
          insert(tx, 1, "one");
          throw thrown;
        });
  }

  @Test
  void whatWasSentAndFailedIsTheReasonThoughAStatementFollows() {
    sql.write("test.send", tx -> send(tx, 1));

    ConstraintViolation violation =
        assertThrows(
            ConstraintViolation.class,
            () -> sql.write("test.send", tx -> send(tx, 1) + insert(tx, 2, "two")));

    assertEquals(ConstraintViolation.Kind.UNIQUE, violation.kind());
    assertEquals(1, count());
  }

  private static int send(Tx tx, long id) {
    tx.send("insert into note (id, body) values (?, ?)", id, "sent");
    return 0;
  }

  @Test
  void aReadSeesTheWriteThatReturnedBefore() {
    for (long id = 1; id <= 50; id++) {
      insert(id, "body " + id);

      assertEquals(id, count());
    }
  }

  @Test
  void aWriteSeesItsOwnChanges() {
    long seen =
        sql.write(
            "test.own",
            tx -> {
              insert(tx, 1, "one");
              return count(tx);
            });

    assertEquals(1, seen);
  }

  @Test
  void aReadStaysOnItsSnapshotWhileOthersWrite() throws InterruptedException {
    Caller.Gate gate = new Caller.Gate();
    Caller reader =
        Caller.of(
            () ->
                sql.read(
                    "test.snapshot",
                    tx -> {
                      long before = count(tx);
                      gate.pass();
                      return count(tx) - before;
                    }));
    gate.awaitBegun();

    insert(1, "one");
    gate.open();

    assertEquals(0L, reader.result());
    assertEquals(1, count());
  }

  @Test
  void aReadMustNotWrite() {
    SqlFailure update =
        assertThrows(SqlFailure.class, () -> sql.read("test.update", tx -> insert(tx, 1, "one")));
    assertThrows(
        SqlFailure.class,
        () ->
            sql.read(
                "test.returning",
                tx ->
                    tx.query(
                        "insert into note (id) values (1) returning id", r -> r.integer("id"))));
    assertThrows(
        SqlFailure.class,
        () ->
            sql.read(
                "test.after",
                tx -> {
                  tx.afterCommit(() -> {});
                  return 0;
                }));

    assertEquals("test.update: a read must not write", update.getMessage());
    assertEquals(0, count());
    assertTrue(sql.check().writable());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "UNIQUE, insert into note (id) values (1)",
        "UNIQUE, \"insert into note (id, body) values (2, 'one')\"",
        "FOREIGN_KEY, \"insert into reply (id, note) values (2, 99)\"",
        "FOREIGN_KEY, delete from note where id = 1",
        "OTHER, \"insert into reply (id, note, stars) values (2, 1, 6)\"",
        "OTHER, insert into reply (id) values (2)"
      })
  void aViolatedConstraintTellsItsKind(Kind kind, String statement) {
    insert(1, "one");
    sql.write("test.reply", tx -> tx.update("insert into reply (id, note) values (1, 1)"));

    ConstraintViolation violation =
        assertThrows(
            ConstraintViolation.class, () -> sql.write("test.break", tx -> tx.update(statement)));

    assertEquals(kind, violation.kind());
    assertTrue(violation.getMessage().startsWith("test.break: "), violation.getMessage());
  }

  @Test
  void aFailedStatementEndsItsTransactionEvenWhenTheWorkGoesOn() {
    insert(1, "one");

    assertThrows(
        ConstraintViolation.class,
        () ->
            sql.write(
                "test.swallow",
                tx -> {
                  insert(tx, 2, "two");
                  assertThrows(ConstraintViolation.class, () -> insert(tx, 1, "again"));
                  assertThrows(IllegalStateException.class, () -> insert(tx, 3, "three"));
                  return 0;
                }));

    assertEquals(1, count());
  }

  @Test
  void aFailingWriteLeavesItsNeighboursAlone() throws InterruptedException {
    Caller.Gate gate = new Caller.Gate();
    Caller first = Caller.of(() -> sql.write("test.gate", _ -> gate.pass()));
    gate.awaitBegun();
    List<Caller> callers = new ArrayList<>();
    for (long number = 1; number <= 20; number++) {
      long id = number;
      boolean fails = number % 4 == 0;
      callers.add(Caller.of(() -> fails ? failAfterInsert(id) : insert(id, "body " + id)));
    }
    for (Caller caller : callers) {
      caller.waiting();
    }

    gate.open();

    first.result();
    for (int index = 0; index < callers.size(); index++) {
      boolean fails = (index + 1) % 4 == 0;
      assertEquals(fails, callers.get(index).thrown() instanceof Fault);
    }
    assertEquals(15, count());
    assertEquals(
        0,
        sql.<Long>read(
            "test.fourth", tx -> tx.number("select count(*) from note where id % 4 = 0")));
  }

  private int failAfterInsert(long id) {
    return sql.write(
        "test.fail",
        tx -> {
          insert(tx, id, "never " + id);
          throw Fault.conflict("no");
        });
  }
}
