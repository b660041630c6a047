package io.thoth.memory.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PauseTest {
  @ParameterizedTest
  @CsvSource({
    "1_000_000, 15, true, 15_000_000",
    "3_000_000, 15, true, 20_000_000", // no longer, however long the work took
    "1_000_000, 15, false, 0",
  })
  void theOthersHaveATurnWhenThereAreAny(String worked, int times, boolean others, String due) {
    assertEquals(nanos(due), Pause.due(nanos(worked), times, others));
  }

  private static long nanos(String written) {
    return Long.parseLong(written.replace("_", ""));
  }
}
