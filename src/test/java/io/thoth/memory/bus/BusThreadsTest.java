package io.thoth.memory.bus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BusThreadsTest {
  private static final int QUESTIONS = 20;
  private static final Operation<Question, Reply> MEET =
      Operation.read("test.meet", Question.class, Reply.class);
  private static final Operation<Question, Reply> FORWARD =
      Operation.read("test.forward", Question.class, Reply.class);

  record Question(int number) {}

  record Reply(int number) {}

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = new Bus(vertx);
  private final CountDownLatch everybody = new CountDownLatch(QUESTIONS);

  @BeforeEach
  void deploy() throws Exception {
    DeploymentOptions virtual =
        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);
    VerticleBase verticle =
        new VerticleBase() {
          @Override
          public Future<?> start() {
            bus.serve(MEET, (question, _) -> meet(question));
            bus.serve(FORWARD, (question, caller) -> bus.call(MEET, question, caller));
            return Future.succeededFuture();
          }
        };
    vertx.deployVerticle(verticle, virtual).toCompletionStage().toCompletableFuture().get();
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** Blocks its thread, as the store does, until all questions have arrived. */
  private Reply meet(Question question) {
    everybody.countDown();
    try {
      assertTrue(everybody.await(5, SECONDS), "the others are waiting behind this one");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new Reply(question.number());
  }

  private List<Integer> askAll(Operation<Question, Reply> operation) throws Exception {
    Caller caller = Caller.node(Caller.DEFAULT_TENANT, "test");
    List<Future<Integer>> asked =
        IntStream.range(0, QUESTIONS)
            .mapToObj(n -> bus.ask(operation, new Question(n), caller))
            .map(answer -> answer.map(reply -> reply.value().number()))
            .toList();
    return Future.all(asked)
        .<List<Integer>>map(all -> all.list())
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, SECONDS);
  }

  @Test
  void questionsThatBlockAreAnsweredAtTheSameTime() throws Exception {
    assertEquals(IntStream.range(0, QUESTIONS).boxed().toList(), askAll(MEET));
  }

  @Test
  void aMethodMayCallAnotherOperationAndWait() throws Exception {
    assertEquals(IntStream.range(0, QUESTIONS).boxed().toList(), askAll(FORWARD));
  }
}
