package io.thoth.memory.bus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.bus.Served.Asked;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Questions that come while others are being answered are answered together. */
class BusTogetherTest {
  private static final Operation<Question, Reply> ASK =
      Operation.read("test.together", Question.class, Reply.class);
  private static final Caller CALLER = Caller.node(Caller.DEFAULT_TENANT, "test");

  /** As many as are answered one by one while the others gather. */
  private static final int FIRST = 2;

  record Question(int number) {}

  record Reply(int number) {}

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = new Bus(vertx);
  private final CountDownLatch enough = new CountDownLatch(1);
  private final List<CountDownLatch> begun =
      IntStream.range(0, FIRST).mapToObj(_ -> new CountDownLatch(1)).toList();
  private final Queue<Integer> alone = new ConcurrentLinkedQueue<>();
  private final Queue<List<Integer>> groups = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  /** Serves; the first ones, who find nothing under way, are held until enough have come. */
  private void serve(Function<Question, Optional<Reply>> together) {
    bus.serveTogether(
        ASK,
        questions -> {
          groups.add(questions.stream().map(asked -> asked.question().number()).toList());
          return questions.stream().map(Asked::question).map(together).toList();
        },
        (question, _) -> alone(question));
  }

  private Reply alone(Question question) {
    alone.add(question.number());
    if (question.number() < FIRST) {
      begun.get(question.number()).countDown();
      await(enough);
    }
    if (question.number() == 7) {
      throw Fault.notFound("Reply", "7");
    }
    return new Reply(question.number());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(10, SECONDS), "nobody came");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Future<Integer>> ask(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(number -> bus.ask(ASK, new Question(number), CALLER))
        .map(answer -> answer.map(reply -> reply.value().number()))
        .toList();
  }

  /** Asks those who are held, then the others, and lets all be answered. */
  private List<Future<Integer>> askAll(int count) {
    List<Future<Integer>> first = new ArrayList<>();
    for (int number = 0; number < FIRST; number++) {
      first.addAll(ask(number, number + 1));
      await(begun.get(number));
    }
    List<Future<Integer>> others = ask(FIRST, count);
    enough.countDown();
    first.forEach(answer -> answer.await());
    return others;
  }

  @Test
  void whatComesMeanwhileIsAnsweredTogetherAndInItsPlace() {
    serve(question -> Optional.of(new Reply(question.number())));

    List<Integer> answers = askAll(20).stream().map(answer -> answer.await()).toList();

    assertEquals(IntStream.range(FIRST, 20).boxed().toList(), answers);
    assertEquals(FIRST, alone.size(), "one by one only who found nothing under way");
    assertTrue(groups.stream().anyMatch(group -> group.size() > 1), groups::toString);
    assertTrue(bus.inFlight().drain(Duration.ofSeconds(10)));
  }

  @Test
  void whatIsLeftOpenIsAskedByItselfAndItsRefusalIsItsOwn() {
    serve(q -> q.number() == 7 ? Optional.empty() : Optional.of(new Reply(q.number())));

    List<Future<Integer>> answers = askAll(10);

    Fault fault = assertThrows(Fault.class, () -> answers.get(7 - FIRST).await());
    assertEquals(FaultKind.NOT_FOUND, fault.kind());
    assertEquals(9, answers.getLast().await());
    assertTrue(alone.contains(7), alone::toString);
  }

  @Test
  void aFailureThatOneIsToBlameForIsNobodyElses() {
    serve(
        question -> {
          throw new IllegalArgumentException("the fault of one of them");
        });

    List<Future<Integer>> answers = askAll(7);

    assertEquals(List.of(2, 3, 4, 5, 6), answers.stream().map(answer -> answer.await()).toList());
  }

  @Test
  void whenTheStoreIsAwayAllHearItAtOnce() {
    serve(
        question -> {
          throw Fault.unavailable("the store is away");
        });

    List<Future<Integer>> answers = askAll(20);

    List<Optional<FaultKind>> refusals = answers.stream().map(BusTogetherTest::refusal).toList();
    List<Integer> together = groups.stream().flatMap(List::stream).toList();
    assertTrue(together.size() > 1, groups::toString);
    for (int number = FIRST; number < 20; number++) {
      Optional<FaultKind> expected =
          together.contains(number) ? Optional.of(FaultKind.UNAVAILABLE) : Optional.empty();
      assertEquals(expected, refusals.get(number - FIRST));
    }
    assertTrue(bus.inFlight().drain(Duration.ofSeconds(10)));
  }

  private static Optional<FaultKind> refusal(Future<Integer> answer) {
    try {
      answer.await();
      return Optional.empty();
    } catch (Fault fault) {
      return Optional.of(fault.kind());
    }
  }

  @Test
  void anOperationThatChangesDataCannotBeServedSo() {
    Operation<Question, Reply> change =
        Operation.change("test.change", Question.class, Reply.class);

    assertThrows(
        IllegalArgumentException.class,
        () -> bus.serveTogether(change, _ -> List.of(), (_, _) -> new Reply(0)));
  }
}
