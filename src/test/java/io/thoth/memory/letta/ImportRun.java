package io.thoth.memory.letta;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How {@code bin/thoth-memory import} ended.
 *
 * @param errors the lines on standard error
 */
record ImportRun(int exit, String output, List<String> errors) {
  private static final long SECONDS = 60;

  /** The JVM's own remark about a flag that the launcher passes. */
  private static final String JVM_REMARK = "WARNING: Using incubator modules";

  /** Runs it to its end, into the folder {@code data} of this one. */
  static ImportRun in(Path folder, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Path.of("bin/thoth-memory").toAbsolutePath().toString(), "import"));
    command.addAll(List.of(words));
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
    builder.environment().put("THOTH_DATA_DIR", data(folder).toString());
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "it does not end");
    } finally {
      process.destroyForcibly();
    }
    List<String> lines =
        Files.readAllLines(errors).stream().filter(line -> !line.startsWith(JVM_REMARK)).toList();
    return new ImportRun(process.exitValue(), Files.readString(output), lines);
  }

  static Path data(Path folder) {
    return folder.resolve("data");
  }
}
