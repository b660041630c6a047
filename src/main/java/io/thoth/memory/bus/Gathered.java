package io.thoth.memory.bus;

import io.thoth.memory.bus.Served.Asked;
import io.thoth.memory.bus.Serving.Taken;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Answers together what has come while earlier questions were being answered. A question that finds
 * nothing under way is answered at once, so nobody ever waits for others to come; the busier the
 * operation, the more share the way. Every answer is looked for after its question came.
 */
final class Gathered<Q extends Record, A extends Record> implements Serving.Desk<Q, A> {
  /** Groups under way at a time: while one is at the store another is made ready. */
  private static final int GROUPS = 2;

  private static final int LARGEST_GROUP = 32;

  /** More than this wait only when nothing is answered any more. */
  private static final int MOST_WAITING = 4_096;

  private final Served.Together<Q, A> method;
  private final Queue<Taken<Q, A>> waiting = new ArrayDeque<>();
  private int groups;

  Gathered(Served.Together<Q, A> method) {
    this.method = method;
  }

  @Override
  public void put(Serving<Q, A> serving, Taken<Q, A> taken) {
    boolean refused;
    boolean more;
    synchronized (waiting) {
      refused = waiting.size() >= MOST_WAITING;
      if (!refused) {
        waiting.add(taken);
      }
      more = !refused && groups < GROUPS;
      groups += more ? 1 : 0;
    }
    if (refused) {
      serving.refused(taken, new Fault(FaultKind.BUSY, "too much is asked at once; try again"));
    } else if (more) {
      Thread.ofVirtual().name("asked-together").start(() -> answerAll(serving));
    }
  }

  private void answerAll(Serving<Q, A> serving) {
    for (var group = next(); !group.isEmpty(); group = next()) {
      answer(serving, group);
    }
  }

  /** Those who wait; when there are none, this group is over. */
  private List<Taken<Q, A>> next() {
    synchronized (waiting) {
      List<Taken<Q, A>> group = new ArrayList<>(Math.min(LARGEST_GROUP, waiting.size()));
      while (!waiting.isEmpty() && group.size() < LARGEST_GROUP) {
        group.add(waiting.remove());
      }
      groups -= group.isEmpty() ? 1 : 0;
      return group;
    }
  }

  private void answer(Serving<Q, A> serving, List<Taken<Q, A>> group) {
    List<Optional<A>> answers;
    try {
      answers = group.size() == 1 ? nothing(group) : together(group);
    } catch (Fault fault) {
      group.forEach(taken -> serving.refused(taken, fault));
      return;
    }
    for (int i = 0; i < group.size(); i++) {
      Taken<Q, A> taken = group.get(i);
      answers
          .get(i)
          .ifPresentOrElse(answer -> serving.answered(taken, answer), () -> serving.answer(taken));
    }
  }

  /** Throws a fault only when the store is away, or has too much to do. */
  private List<Optional<A>> together(List<Taken<Q, A>> group) {
    try {
      return method.answers(
          group.stream().map(taken -> new Asked<>(taken.question(), taken.caller())).toList());
    } catch (Fault fault) {
      if (fault.kind() == FaultKind.BUSY || fault.kind() == FaultKind.UNAVAILABLE) {
        throw fault;
      }
      return nothing(group);
    } catch (RuntimeException ofOne) {
      return nothing(group); // whoever is to blame hears of it when asked alone
    }
  }

  private static <Q extends Record, A extends Record> List<Optional<A>> nothing(
      List<Taken<Q, A>> group) {
    return Collections.nCopies(group.size(), Optional.empty());
  }
}
