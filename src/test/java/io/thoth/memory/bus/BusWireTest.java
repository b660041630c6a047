package io.thoth.memory.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.support.ClusteredVertx;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What cannot make the journey between two nodes is refused at once: the deadlines here are longer
 * than the tests may take, so whoever waits for one fails.
 */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BusWireTest {
  private static final Duration DEADLINE = Duration.ofMinutes(10);
  private static final Caller CALLER = Caller.node(Caller.DEFAULT_TENANT, "test");

  record Number(int number) {}

  /** Holds anything, and JSON knows no way to write an {@link Object}. */
  record Anything(Object value) {}

  /** Takes other numbers where it is made than where it arrives, as records of two versions do. */
  record Narrow(int number) {
    private static final ThreadLocal<Boolean> MADE_HERE = ThreadLocal.withInitial(() -> false);

    Narrow {
      if (!MADE_HERE.get()) {
        throw Fault.invalid("number", "is not known here");
      }
    }

    static Narrow made(int number) {
      MADE_HERE.set(true);
      try {
        return new Narrow(number);
      } finally {
        MADE_HERE.set(false);
      }
    }
  }

  private static final Operation<Number, Number> COUNT = read("count", Number.class, Number.class);
  private static final Operation<Number, Anything> UNWRITABLE =
      read("unwritable", Number.class, Anything.class);
  private static final Operation<Number, Narrow> UNREADABLE =
      read("unreadable", Number.class, Narrow.class);
  private static final Operation<Anything, Number> ASKS_UNWRITABLE =
      read("asks.unwritable", Anything.class, Number.class);
  private static final Operation<Narrow, Number> ASKS_UNREADABLE =
      read("asks.unreadable", Narrow.class, Number.class);

  private static List<Vertx> cluster;
  private static Bus asking;

  private static <Q extends Record, A extends Record> Operation<Q, A> read(
      String name, Class<Q> question, Class<A> answer) {
    return Operation.read("test." + name, question, answer).within(DEADLINE);
  }

  @BeforeAll
  static void start() {
    cluster = ClusteredVertx.start(2);
    Bus serving = new Bus(cluster.getFirst());
    serving.serve(COUNT, (question, _) -> new Number(question.number() + 1));
    serving.serve(UNWRITABLE, (_, _) -> new Anything(new Object()));
    serving.serve(UNREADABLE, (question, _) -> Narrow.made(question.number()));
    serving.serve(ASKS_UNWRITABLE, (_, _) -> new Number(1));
    serving.serve(ASKS_UNREADABLE, (_, _) -> new Number(1));
    serving.reachable().await();
    asking = new Bus(cluster.getLast());
  }

  @AfterAll
  static void close() {
    cluster.reversed().forEach(vertx -> vertx.close().await());
  }

  private static <Q extends Record, A extends Record> A asked(
      Operation<Q, A> operation, Q question) {
    return asking
        .ask(operation, question, CALLER)
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(20, TimeUnit.SECONDS)
        .join()
        .value();
  }

  private static <Q extends Record> Fault refused(Operation<Q, ?> operation, Q question) {
    Throwable problem = assertThrows(CompletionException.class, () -> asked(operation, question));
    return assertInstanceOf(Fault.class, problem.getCause());
  }

  @Test
  void anAnswerThatCannotBeWrittenIsRefused() {
    assertEquals(FaultKind.INTERNAL, refused(UNWRITABLE, new Number(1)).kind());
  }

  @Test
  void anAnswerThatCannotBeReadIsRefused() {
    assertEquals(FaultKind.INTERNAL, refused(UNREADABLE, new Number(1)).kind());
  }

  @Test
  void aQuestionThatCannotBeWrittenIsRefused() {
    assertEquals(FaultKind.INTERNAL, refused(ASKS_UNWRITABLE, new Anything(new Object())).kind());
  }

  @Test
  void aQuestionThatCannotBeReadIsRefused() {
    assertEquals(FaultKind.INVALID, refused(ASKS_UNREADABLE, Narrow.made(1)).kind());
  }

  @Test
  void thoseThatCanAreAnsweredAfterwards() {
    refused(UNWRITABLE, new Number(1));
    refused(ASKS_UNREADABLE, Narrow.made(1));

    assertEquals(3, asked(COUNT, new Number(2)).number());
  }
}
