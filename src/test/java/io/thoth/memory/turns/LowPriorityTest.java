package io.thoth.memory.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** What the operating system says of threads. */
class LowPriorityTest {
  /** Of the calling platform thread. */
  private static int niceness() {
    try {
      String state = Files.readString(Path.of("/proc/thread-self/stat"));
      return Integer.parseInt(state.substring(state.lastIndexOf(')') + 2).split(" ")[16]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int nicenessOf(boolean low) throws Exception {
    FutureTask<Integer> asked = new FutureTask<>(LowPriorityTest::niceness);
    Thread.ofPlatform().start(low ? LowPriority.of(asked) : asked);
    return asked.get();
  }

  @Test
  void suchAThreadStandsBackAndNoOther() throws Exception {
    int usual = nicenessOf(false);

    assertEquals(usual + 5, nicenessOf(true));
    assertEquals(usual, nicenessOf(false));
  }
}
