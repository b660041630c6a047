package io.thoth.memory.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How the packaged program ended when it could not start: exit code and what it printed. */
public record FailedStart(int exitCode, String output, String errors) {
  private static final int LIMIT_SECONDS = 60;

  /**
   * Starts the program where it is not meant to come up.
   *
   * @param data the data directory
   * @param environment on top of the defaults, which listen on any free port
   * @throws AssertionError when it still runs after a minute
   */
  public static FailedStart of(Path data, Map<String, String> environment) {
    try {
      Path output = Files.createTempFile("failed-start-", ".out");
      Path errors = Files.createTempFile("failed-start-", ".err");
      try {
        return of(new ProgramCommand(data, 0, environment), output, errors);
      } finally {
        Files.delete(output);
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FailedStart of(ProgramCommand command, Path output, Path errors)
      throws IOException {
    Process process =
        command
            .builder()
            .redirectErrorStream(false)
            .redirectOutput(Redirect.to(output.toFile()))
            .redirectError(Redirect.to(errors.toFile()))
            .start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("it started:\n" + Files.readString(output));
      }
      return new FailedStart(
          process.exitValue(), Files.readString(output), Files.readString(errors));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the program", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
