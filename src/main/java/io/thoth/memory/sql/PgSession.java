package io.thoth.memory.sql;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection that runs transactions, one after the other. Used by one thread. */
final class PgSession implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PgSession.class);
  private static final int CLASHES = 8;

  private final Supplier<PgLink> door;
  private final PgTx.Mode mode;
  private final Nesting nesting;
  private @Nullable PgLink link;

  PgSession(Supplier<PgLink> door, PgTx.Mode mode, Nesting nesting) {
    this.door = door;
    this.mode = mode;
    this.nesting = nesting;
  }

  /** Runs a call that has begun, again when another transaction was in the way, and answers it. */
  void serve(Call<?> call) {
    int attempt = 1;
    while (attempt(call) instanceof RuntimeException failure && isWorthwhile(failure, attempt)) {
      pause(attempt++);
    }
    call.answer();
  }

  /**
   * A constraint is tried once more: whoever made the same thing first, or took away what this one
   * builds on, could not be seen when it began. So is what found its connection ended, which may
   * have happened long ago.
   */
  private static boolean isWorthwhile(RuntimeException failure, int attempt) {
    return switch (failure) {
      case PgFailure failed ->
          switch (failed.kind()) {
            case CLASH -> attempt < CLASHES;
            case LOST -> attempt < 2;
            case STATEMENT, SILENCE -> false;
          };
      case ConstraintViolation violation ->
          violation.kind() != ConstraintViolation.Kind.OTHER && attempt < 2;
      default -> false;
    };
  }

  private static void pause(int attempt) {
    long most = TimeUnit.MILLISECONDS.toNanos(1L << attempt);
    java.util.concurrent.locks.LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
  }

  /** Why to try again, perhaps; null when it succeeded, or failed and must not run twice. */
  private @Nullable RuntimeException attempt(Call<?> call) {
    PgTx tx;
    try {
      tx = new PgTx(link(), mode);
    } catch (RuntimeException cause) {
      call.fail(cause);
      return null;
    }
    nesting.enter(call.operation());
    Throwable thrown = call.run(tx);
    nesting.leave();
    if (thrown != null) {
      tx.rollback();
      RuntimeException failure = tx.state().failure();
      return failure == null ? null : failed(call, failure, "nothing was done");
    }
    return finish(call, tx);
  }

  private @Nullable RuntimeException finish(Call<?> call, PgTx tx) {
    try {
      tx.commit();
    } catch (RuntimeException cause) {
      failed(call, cause, "what it changes may have been committed");
      return PgFailure.isLoss(cause) ? null : cause;
    }
    nesting.enter("what runs after the commit");
    tx.state().afterCommit().forEach(PgSession::runQuietly);
    nesting.leave();
    return null;
  }

  private static RuntimeException failed(Call<?> call, RuntimeException cause, String state) {
    boolean lost = PgFailure.isLoss(cause);
    call.fail(lost ? lost(call.operation(), state, cause) : cause);
    return cause;
  }

  static Fault lost(String operation, String state, Throwable cause) {
    String message = operation + ": the database was lost; " + state;
    return new Fault(FaultKind.UNAVAILABLE, message, cause);
  }

  private static void runQuietly(Runnable action) {
    try {
      action.run();
    } catch (Throwable thrown) { // The change is committed; its writer must hear that.
      log.error("what was to run after the commit failed", thrown);
    }
  }

  private PgLink link() {
    PgLink known = link;
    if (known == null || known.isBroken()) {
      known = door.get();
      link = known;
    }
    return known;
  }

  @Override
  public void close() {
    if (link != null) {
      link.close();
    }
  }
}
