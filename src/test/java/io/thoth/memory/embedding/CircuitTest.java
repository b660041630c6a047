package io.thoth.memory.embedding;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.thoth.memory.embedding.Health.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CircuitTest {
  private long now = Long.MAX_VALUE - 5;
  private final Circuit circuit = new Circuit(() -> now);

  @Test
  void pauseDoublesUpToThirtySeconds() throws Exception {
    List<Integer> pauses = new ArrayList<>();

    for (int i = 0; i < 7; i++) {
      circuit.failed("down");
      pauses.add(secondsUntilEntry());
    }

    assertEquals(List.of(1, 2, 4, 8, 16, 30, 30), pauses);
  }

  @Test
  void manyFailuresAtOnceCountAsOne() throws Exception {
    for (int i = 0; i < 200; i++) {
      circuit.failed("down");
    }

    assertEquals(1, secondsUntilEntry());
  }

  @Test
  void onlyOneCallTriesAfterThePause() throws Exception {
    circuit.failed("down");
    secondsUntilEntry();

    var refusal = assertThrows(EmbeddingUnavailable.class, circuit::enter);

    assertEquals("down", refusal.getMessage());
    assertEquals(Status.DOWN, circuit.health().status());
  }

  @Test
  void successLetsEverybodyInAndStartsAnew() throws Exception {
    circuit.failed("down");
    secondsUntilEntry();
    circuit.failed("down");
    secondsUntilEntry();

    circuit.succeeded();

    assertDoesNotThrow(circuit::enter);
    assertDoesNotThrow(circuit::enter);
    assertEquals(Status.OK, circuit.health().status());
    circuit.failed("down");
    assertEquals(1, secondsUntilEntry());
  }

  @Test
  void trialThatIsGivenUpDoesNotBlockTheNext() throws Exception {
    circuit.failed("down");
    secondsUntilEntry();

    assertEquals(1, secondsUntilEntry());
  }

  /** Seconds on the clock until somebody is let in, who then is. */
  private int secondsUntilEntry() {
    for (int seconds = 0; ; seconds++) {
      try {
        circuit.enter();
        return seconds;
      } catch (EmbeddingUnavailable notYet) {
        now += TimeUnit.SECONDS.toNanos(1);
      }
    }
  }
}
