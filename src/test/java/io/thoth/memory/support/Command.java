package io.thoth.memory.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A tool of the machine (node, npm, curl …) run to its end.
 *
 * @param words the tool and its arguments
 * @param directory where it runs
 * @param environment variables on top of those of this process
 * @param limit after which it is killed
 */
public record Command(
    List<String> words, Path directory, Map<String, String> environment, Duration limit) {
  public Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /**
   * Runs it and waits.
   *
   * @return standard output and error together
   * @throws AssertionError with the output when it cannot be started, does not end within the limit
   *     or ends with another exit code than 0; a missing tool is a failure, never a skipped test
   */
  public String run() {
    try {
      Path output = Files.createTempFile("command-", ".log");
      try {
        return run(output);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String run(Path output) throws IOException {
    Process process = launch(output);
    try {
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended || process.exitValue() != 0) {
        String how = ended ? "exit code " + process.exitValue() : "no end within " + limit;
        throw new AssertionError(this + ": " + how + "\n" + Files.readString(output));
      }
      return Files.readString(output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + this, e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Process launch(Path output) {
    ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(Redirect.to(output.toFile()));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new AssertionError(words.getFirst() + " cannot be started: is it installed?", e);
    }
  }

  @Override
  public String toString() {
    return "`" + String.join(" ", words) + "` in " + directory;
  }
}
