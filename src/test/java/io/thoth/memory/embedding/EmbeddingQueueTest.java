package io.thoth.memory.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EmbeddingQueueTest {
  private final EmbeddingQueue queue = new EmbeddingQueue(4);
  private final EmbeddingCall firstImport = passages("a", "b", "c");
  private final EmbeddingCall insert = passages("single");
  private final EmbeddingCall search = new EmbeddingCall(true, List.of("who?"));

  @Test
  void queriesGoBeforePassagesThatCameEarlier() throws Exception {
    queue.offer(firstImport);
    queue.offer(search);

    List<EmbeddingCall> taken = take(2);

    assertEquals(List.of(search, firstImport), taken);
  }

  @Test
  void callersTakeTurns() throws Exception {
    queue.offer(firstImport);
    queue.offer(insert);

    List<EmbeddingCall> taken = take(4);

    assertEquals(List.of(firstImport, insert, firstImport, firstImport), taken);
    assertEquals(0, queue.waiting());
  }

  @Test
  void callLargerThanTheLimitIsTakenWhenThereIsRoom() {
    assertTrue(queue.offer(firstImport));
    assertTrue(queue.offer(passages("d", "e", "f", "g", "h")));
    assertFalse(queue.offer(insert));
    assertEquals(8, queue.waiting());
  }

  @Test
  void withdrawnCallMakesRoom() throws Exception {
    queue.offer(firstImport);
    queue.offer(passages("d"));

    queue.withdraw(firstImport);

    assertEquals(1, queue.waiting());
    assertTrue(queue.offer(insert));
    assertFalse(take(2).contains(firstImport));
  }

  @Test
  void withdrawingACallThatIsNoLongerThereChangesNothing() throws Exception {
    queue.offer(insert);
    take(1);

    queue.withdraw(insert);

    assertEquals(0, queue.waiting());
  }

  @Test
  void closedQueueGivesBackWhatWaitsAndTakesNothing() throws Exception {
    queue.offer(firstImport);
    queue.offer(search);

    List<EmbeddingCall> left = queue.close();

    assertEquals(List.of(search, firstImport), left);
    assertNull(queue.take());
    assertFalse(queue.offer(insert));
  }

  private List<EmbeddingCall> take(int turns) throws InterruptedException {
    List<EmbeddingCall> calls = new ArrayList<>();
    for (int i = 0; i < turns; i++) {
      calls.add(Objects.requireNonNull(queue.take()).call());
    }
    return calls;
  }

  private static EmbeddingCall passages(String... texts) {
    return new EmbeddingCall(false, List.of(texts));
  }
}
