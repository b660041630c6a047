package io.thoth.memory.removal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.turns.Others;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

  @ParameterizedTest
  @CsvSource({
    "16, 1_000_000, 16", // as long as it should
    "16, 800_000, 20",
    "16, 50_000, 32", // at most twice as many as before
    "16, 1_000_000_000, 8", // at least half as many
    "5, 1_000_000_000, 4", // but not too few to get anywhere
    "500, 0, 512",
  })
  void aPortionIsAsLargeAsFitsIntoItsTime(int rows, String nanos, int next) {
    assertEquals(next, Pace.next(rows, 1_000_000, Long.parseLong(nanos.replace("_", ""))));
  }

  @Test
  void theOthersHaveAllOfTheirTurnAlsoWhenTheThreadIsUnparkedOnceMore() {
    long begin = System.nanoTime();
    Others.ask();
    LockSupport.unpark(Thread.currentThread());

    new Pace(Duration.ofMillis(1)).rest(1, 5_000_000);

    long rested = System.nanoTime() - begin;
    assertTrue(rested >= 20_000_000, rested + " ns");
  }
}
