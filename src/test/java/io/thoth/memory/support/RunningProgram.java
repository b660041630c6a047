package io.thoth.memory.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One {@link Program} on an empty data directory for all tests of a class:
 *
 * <pre>{@code
 * @RegisterExtension static final RunningProgram PROGRAM = new RunningProgram();
 * }</pre>
 *
 * <p>A failed test gets the end of the program's log as a suppressed exception, which every runner
 * prints. After the class the program is killed and the data deleted; the log stays.
 */
public final class RunningProgram
    implements BeforeAllCallback, AfterTestExecutionCallback, AfterAllCallback {
  private final Map<String, String> environment;
  private @Nullable Path data;
  private @Nullable Program program;

  public RunningProgram() {
    this(Map.of());
  }

  /** With {@code environment} on top of the defaults, for example a password. */
  public RunningProgram(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** The program; only inside a test or after this extension's {@code beforeAll}. */
  public Program get() {
    return Objects.requireNonNull(program, "the program is not started yet");
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    data = Files.createTempDirectory("thoth-memory-");
    program = Program.start(data, environment);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    context
        .getExecutionException()
        .ifPresent(failure -> failure.addSuppressed(new ProgramLog(get())));
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (program != null) {
      program.close();
    }
    if (data != null) {
      delete(data);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      paths.sorted(Comparator.reverseOrder()).forEach(RunningProgram::deleteOne);
    }
  }

  private static void deleteOne(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Carries a log into a stack trace; has none of its own. */
  private static final class ProgramLog extends Exception {
    ProgramLog(Program program) {
      super("end of " + program.log() + ":\n" + program.logTail(), null, false, false);
    }
  }
}
