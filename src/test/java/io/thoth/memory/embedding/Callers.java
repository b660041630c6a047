package io.thoth.memory.embedding;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.embedding.EmbeddingUnavailable.Reason;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Calls made on virtual threads, as the program makes them. */
final class Callers {
  private Callers() {}

  static <T> FutureTask<T> call(Callable<T> call) {
    FutureTask<T> task = new FutureTask<>(call);
    Thread.ofVirtual().start(task);
    return task;
  }

  static <T> T answerOf(FutureTask<T> call) throws Exception {
    return call.get(2, TimeUnit.MINUTES);
  }

  /** Why a call got no vector. */
  static EmbeddingUnavailable refusalOf(FutureTask<?> call) {
    Throwable why = assertThrows(ExecutionException.class, () -> answerOf(call)).getCause();
    return assertInstanceOf(EmbeddingUnavailable.class, why);
  }

  static Reason reasonOf(FutureTask<?> call) {
    return refusalOf(call).reason();
  }

  static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "what was waited for did not happen");
      LockSupport.parkNanos(1_000_000);
    }
  }
}
