package io.thoth.memory.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many callers at once, callers that give up, and the end, for every {@link Sql}. */
abstract class SqlLoadContract extends SqlFixture {
  /** How many reads or writes may wait in the store that {@link #open} makes. */
  static final int WAITING = 100;

  /** How many writes run at a time. */
  abstract int parallelWrites();

  @Test
  void concurrentWritersLoseNothing() throws InterruptedException {
    insert(1, "");
    List<Caller> callers = new ArrayList<>();
    for (int number = 0; number < 64; number++) {
      String mark = Character.toString('\u0400' + number);
      callers.add(Caller.of(() -> appendTwentyTimes(mark)));
    }

    for (Caller caller : callers) {
      caller.result();
    }

    String body =
        sql.read("test.body", tx -> tx.one("select body from note", r -> r.text("body")))
            .orElseThrow();
    assertEquals(64 * 20, body.length());
    assertEquals(64, body.chars().distinct().count());
  }

  private int appendTwentyTimes(String mark) {
    for (int time = 0; time < 20; time++) {
      sql.write(
          "test.append", tx -> tx.update("update note set body = body || ? where id = 1", mark));
    }
    return 0;
  }

  /** Occupies everything that can write, until the gate is opened. */
  private List<Caller> occupy(Caller.Gate... gates) throws InterruptedException {
    List<Caller> callers = new ArrayList<>();
    for (Caller.Gate gate : gates) {
      callers.add(Caller.of(() -> sql.write("test.gate", _ -> gate.pass())));
      gate.awaitBegun();
    }
    return callers;
  }

  private Caller.Gate[] gates() {
    Caller.Gate[] gates = new Caller.Gate[parallelWrites()];
    for (int index = 0; index < gates.length; index++) {
      gates[index] = new Caller.Gate();
    }
    return gates;
  }

  private static void open(Caller.Gate... gates) {
    for (Caller.Gate gate : gates) {
      gate.open();
    }
  }

  @Test
  void beyondTheBoundCallersAreRefusedAndThoseWaitingAreServed() throws InterruptedException {
    Caller.Gate[] gates = gates();
    occupy(gates);
    List<Caller> waiting = new ArrayList<>();
    for (long id = 1; id <= WAITING; id++) {
      long number = id;
      waiting.add(Caller.of(() -> insert(number, "body " + number)).waiting());
    }

    Fault refused = assertInstanceOf(Fault.class, Caller.of(() -> insert(0, "zero")).thrown());
    open(gates);

    assertEquals(FaultKind.BUSY, refused.kind());
    for (Caller caller : waiting) {
      assertEquals(1, caller.result());
    }
    assertEquals(WAITING, count());
  }

  @Test
  void aWaitingWriteOfAnInterruptedCallerIsWithdrawn() throws InterruptedException {
    Caller.Gate[] gates = gates();
    List<Caller> running = occupy(gates);
    Caller caller = Caller.of(() -> insert(1, "one")).waiting();

    caller.interrupt();

    assertUnavailable(caller, "nothing was done");
    open(gates);
    for (Caller other : running) {
      other.result();
    }
    assertEquals(0, count());
  }

  @Test
  void aRunningWriteOfAnInterruptedCallerMayStillCommit() throws InterruptedException {
    Caller.Gate gate = new Caller.Gate();
    Caller caller =
        Caller.of(() -> sql.write("test.run", tx -> insert(tx, 1, "one") + gate.pass()));
    gate.awaitBegun();

    caller.waiting().interrupt();

    assertUnavailable(caller, "may still be committed");
    gate.open();
    insert(2, "two");
    assertEquals(2, count());
  }

  private static void assertUnavailable(Caller caller, String message) throws InterruptedException {
    Fault fault = assertInstanceOf(Fault.class, caller.thrown());
    assertEquals(FaultKind.UNAVAILABLE, fault.kind());
    assertTrue(fault.getMessage().contains(message), fault.getMessage());
    assertTrue(caller.keptItsInterrupt());
  }

  @Test
  void closeFinishesWhatWaitsAndRefusesTheRest() throws InterruptedException {
    Caller.Gate[] gates = gates();
    occupy(gates);
    List<Caller> waiting = new ArrayList<>();
    for (long id = 1; id <= 30; id++) {
      long number = id;
      waiting.add(Caller.of(() -> insert(number, "body " + number)).waiting());
    }

    Caller closer =
        Caller.of(
            () -> {
              sql.close();
              return 0;
            });
    closer.waiting();
    Fault late = assertInstanceOf(Fault.class, Caller.of(() -> insert(99, "late")).thrown());
    open(gates);
    closer.result();

    assertEquals(FaultKind.UNAVAILABLE, late.kind());
    for (Caller caller : waiting) {
      assertEquals(1, caller.result());
    }
    sql = reopen();
    assertEquals(30, count());
  }

  /** The same database again, after it was closed. */
  abstract Sql reopen();
}
