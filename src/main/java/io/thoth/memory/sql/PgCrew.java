package io.thoth.memory.sql;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Connections that share one queue of work, each served by a virtual thread of its own. They are
 * opened when work waits, and those beyond the number kept go when nothing comes for a while.
 */
final class PgCrew implements AutoCloseable {
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Thread> members = new HashSet<>();
  private final Supplier<PgSession> sessions;
  private final Mailbox calls;
  private final String what;
  private final int kept;
  private final int most;
  private int idle;
  private int hired;

  PgCrew(String what, Supplier<PgSession> sessions, int kept, int most, int waiting) {
    this.what = what;
    this.sessions = sessions;
    this.kept = kept;
    this.most = most;
    this.calls = new Mailbox(what, waiting);
  }

  void put(Call<?> call) {
    calls.put(call);
    lock.lock();
    try {
      if (idle < calls.size() && members.size() < most) {
        hire();
      }
    } finally {
      lock.unlock();
    }
  }

  private void hire() {
    Thread member =
        Thread.ofVirtual().name("postgres-" + what + "-" + ++hired).unstarted(this::work);
    members.add(member);
    member.start();
  }

  int waiting() {
    return calls.size();
  }

  /** How many connections there are. */
  int size() {
    lock.lock();
    try {
      return members.size();
    } finally {
      lock.unlock();
    }
  }

  /** How many of them are at work. */
  int busy() {
    lock.lock();
    try {
      return members.size() - idle;
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    try (PgSession session = sessions.get()) {
      do {
        serveWhatComes(session);
      } while (!leave());
    }
  }

  /** Until the queue is closed, or nothing has come for a while. */
  private void serveWhatComes(PgSession session) {
    Call<?> call = next();
    while (call != null) {
      if (call.begin()) {
        session.serve(call);
      }
      call = next();
    }
  }

  private @Nullable Call<?> next() {
    countIdle(1);
    Call<?> call = calls.take(IDLE_NANOS);
    countIdle(-1);
    return call;
  }

  private void countIdle(int change) {
    lock.lock();
    idle += change;
    lock.unlock();
  }

  /** False when this member is still needed. */
  private boolean leave() {
    lock.lock();
    try {
      boolean needed = calls.size() > 0 || (members.size() <= kept && !calls.finished());
      return !needed && members.remove(Thread.currentThread());
    } finally {
      lock.unlock();
    }
  }

  /** Takes in no more work; what waits is still done. */
  void refuse() {
    calls.close();
  }

  @Override
  public void close() {
    refuse();
    for (Thread member : everybody()) {
      join(member);
    }
  }

  private Set<Thread> everybody() {
    lock.lock();
    try {
      return Set.copyOf(members);
    } finally {
      lock.unlock();
    }
  }

  private static void join(Thread member) {
    try {
      member.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // It goes on and ends by itself.
    }
  }
}
