package io.thoth.memory.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private final Patience patience = new Patience();

  private void took(int times, long millis) {
    for (int i = 0; i < times; i++) {
      patience.took(Duration.ofMillis(millis).toNanos());
    }
  }

  @Test
  void beforeTheFirstAnswerASearchWaitsTheLongest() {
    assertEquals(Duration.ofSeconds(2), patience.ofSearch());
  }

  @Test
  void aSearchWaitsForSomeTimesWhatIsUsual() {
    took(1, 100);

    assertEquals(Duration.ofMillis(800), patience.ofSearch());
  }

  @Test
  void aSearchNeverWaitsTooLittleOrTooLong() {
    took(1, 1);
    assertEquals(Duration.ofMillis(400), patience.ofSearch());

    took(100, 10_000);
    assertEquals(Duration.ofSeconds(2), patience.ofSearch());
  }

  @Test
  void whatWasUsualIsForgottenByAndByAndNotAtOnce() {
    took(1, 100);

    took(1, 180);
    assertEquals(Duration.ofMillis(880), patience.ofSearch());
    took(100, 60);
    assertTrue(patience.ofSearch().compareTo(Duration.ofMillis(482)) < 0);
  }
}
