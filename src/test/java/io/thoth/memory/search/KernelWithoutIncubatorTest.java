package io.thoth.memory.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A JVM started without the incubator module searches all the same. */
class KernelWithoutIncubatorTest {
  @Test
  void aSearchRunsOnTheScalarKernel() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OneSearch.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, process.waitFor());
    assertEquals("ScalarKernel found [east]", output.strip().lines().toList().getLast());
  }

  /** What the other JVM runs. */
  static final class OneSearch {
    private OneSearch() {}

    public static void main(String[] arguments) {
      HotIndex index = Documents.index(2, Documents.pointing("east", 1, 0));
      List<Hit> hits = Search.over(List.of(index)).run(Documents.towards(3, 0.6f, 0.8f));
      System.out.println(
          VectorKernel.best().getClass().getSimpleName() + " found " + Documents.ids(hits));
    }
  }
}
