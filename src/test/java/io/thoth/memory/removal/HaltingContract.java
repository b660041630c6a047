package io.thoth.memory.removal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.thoth.memory.bus.Operation;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.json.Json;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.support.Client;
import io.thoth.memory.support.FeatureContract;
import io.thoth.memory.support.Given;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Features on a store in which nothing is removed in the background until a test allows it. */
abstract class HaltingContract extends FeatureContract {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  HaltingSql halting;

  abstract Sql store();

  /** Serves what the test needs besides core memory, agents and recall memory. */
  abstract void serveMore();

  @Override
  protected final Sql open() {
    HaltingSql opened = new HaltingSql(store());
    opened.allow(halting == null ? 0 : halting.allowed());
    halting = opened;
    return opened;
  }

  @BeforeAll
  void alsoServe() {
    serveMore();
  }

  @BeforeEach
  void halt() {
    halting.behave();
    halting.allow(0);
  }

  /** A question, and what comes of it. */
  record Asked<Q extends Record, A extends Record>(Operation<Q, A> operation, Q question) {
    String outcome(Client client) {
      try {
        return Json.write(client.ask(operation, question));
      } catch (Fault fault) {
        return fault.kind().toString();
      }
    }
  }

  static <Q extends Record, A extends Record> Asked<Q, A> asked(
      Operation<Q, A> operation, Class<Q> type, Object... fields) {
    return new Asked<>(operation, Given.record(type, fields));
  }

  /** Lets everything be removed that is left, by a restart, and waits for it. */
  void finish(String table) {
    halting.allow(Integer.MAX_VALUE);
    restart();
    serveMore();
    await(() -> number("select count(*) from " + table + " where arrival = 'departed'") == 0);
  }

  void awaitHalt() {
    await(halting::isHalted);
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + PATIENCE);
      }
      Thread.onSpinWait();
    }
  }

  long number(String statement, @Nullable Object... arguments) {
    return sql.read("test", tx -> tx.number(statement, arguments));
  }

  void refusedAsUnavailable(Consumer<Tx> work) {
    Fault refused =
        assertThrows(
            Fault.class,
            () ->
                sql.write(
                    "test",
                    tx -> {
                      work.accept(tx);
                      return true;
                    }));
    assertEquals(FaultKind.UNAVAILABLE, refused.kind());
  }
}
