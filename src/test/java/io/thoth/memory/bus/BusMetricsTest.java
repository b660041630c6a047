package io.thoth.memory.bus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.thoth.memory.fault.Fault;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a bus tells of its operations. */
class BusMetricsTest {
  private static final Operation<Question, Reply> WORK =
      Operation.read("test.work", Question.class, Reply.class);
  private static final Caller CALLER = Caller.node(Caller.DEFAULT_TENANT, "test");

  record Question(String wish) {}

  record Reply() {}

  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Bus bus = new Bus(vertx, meters);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch enough = new CountDownLatch(1);

  @BeforeEach
  void deploy() {
    VerticleBase verticle =
        new VerticleBase() {
          @Override
          public Future<?> start() {
            bus.serve(WORK, BusMetricsTest.this::atHand, (question, _) -> work(question));
            return Future.succeededFuture();
          }
        };
    vertx
        .deployVerticle(
            verticle, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
        .await();
  }

  @AfterEach
  void close() {
    enough.countDown();
    vertx.close().await();
  }

  private Optional<Answer<Reply>> atHand(Question question, Caller caller) {
    return switch (question.wish()) {
      case "at hand" -> Optional.of(Answer.of(new Reply()));
      case "refused at hand" -> throw Fault.invalid("wish", "is refused");
      default -> Optional.empty();
    };
  }

  private Reply work(Question question) {
    return switch (question.wish()) {
      case "refused" -> throw Fault.conflict("no");
      case "broken" -> throw new IllegalStateException("a bug");
      case "slow" -> waitForEnough();
      default -> new Reply();
    };
  }

  private Reply waitForEnough() {
    begun.countDown();
    try {
      assertTrue(enough.await(10, SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new Reply();
  }

  private Future<Answer<Reply>> ask(String wish) {
    return bus.ask(WORK, new Question(wish), CALLER);
  }

  private long count(String outcome) {
    @Nullable Timer timer =
        meters.find("thoth.operation").tags("operation", "test.work", "outcome", outcome).timer();
    return timer == null ? 0 : timer.count();
  }

  private double gauge(String name) {
    return meters.get(name).gauge().value();
  }

  @Test
  void everyOperationIsTimedByHowItEnds() {
    ask("well").await();
    ask("well").await();
    ask("at hand").await();
    assertThrows(Fault.class, () -> ask("refused").await());
    assertThrows(Fault.class, () -> ask("broken").await());

    assertTrue(bus.inFlight().drain(Duration.ofSeconds(10)));
    assertEquals(2, count("ok"));
    assertEquals(1, count("at_hand"));
    assertEquals(1, count("conflict"));
    assertEquals(1, count("internal"));
  }

  @Test
  void whatIsInFlightIsCountedAndItsAgeTold() throws Exception {
    assertEquals(0, gauge("thoth.in.flight"));
    assertEquals(0, gauge("thoth.oldest.in.flight"));
    Future<Answer<Reply>> slow = ask("slow");
    assertTrue(begun.await(10, SECONDS));

    double age = gauge("thoth.oldest.in.flight");

    assertEquals(1, gauge("thoth.in.flight"));
    assertTrue(age > 0 && age < 10, "seconds, not " + age);
    enough.countDown();
    slow.await();
    assertTrue(bus.inFlight().drain(Duration.ofSeconds(10)));
    assertEquals(0, gauge("thoth.in.flight"));
  }

  @Test
  void aRefusalAtHandFailsTheFutureAndNotTheCaller() {
    Future<Answer<Reply>> answer = ask("refused at hand");

    assertThrows(Fault.class, answer::await);
  }
}
