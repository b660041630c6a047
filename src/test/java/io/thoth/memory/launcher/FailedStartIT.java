package io.thoth.memory.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.support.FailedStart;
import io.thoth.memory.support.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What keeps the packaged program from starting is one line on standard error and exit code 1. */
class FailedStartIT {
  /** The JVM's own remark about a flag that the launcher passes. */
  private static final String JVM_REMARK = "WARNING: Using incubator modules";

  @TempDir private Path folder;

  private String refusal(Map<String, String> environment) {
    return refusal(folder.resolve("data"), environment);
  }

  private static String refusal(Path data, Map<String, String> environment) {
    FailedStart start = FailedStart.of(data, environment);
    assertEquals(1, start.exitCode(), start::toString);
    String[] lines =
        start.errors().lines().filter(line -> !line.startsWith(JVM_REMARK)).toArray(String[]::new);
    assertEquals(1, lines.length, start::toString);
    assertFalse(start.output().contains("\tat "), start::toString);
    assertFalse(start.output().contains("listens on"), start::toString);
    assertTrue(lines[0].startsWith("thoth-memory: "), lines[0]);
    assertFalse(lines[0].contains("Exception"), lines[0]);
    return lines[0];
  }

  @Test
  void aPortInUseIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      String line = refusal(Map.of("LETTA_SERVER_PORT", port));

      assertTrue(line.contains("LETTA_SERVER_PORT") && line.contains(port), line);
    }
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.1", "no.such.host.invalid"})
  void anAddressThatIsNotOfThisMachineIsNamed(String host) {
    String line = refusal(Map.of("LETTA_SERVER_HOST", host));

    assertTrue(line.contains("LETTA_SERVER_HOST") && line.contains(host), line);
  }

  @Test
  void aDataDirectoryThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    Path data = file.resolve("data");

    String line = refusal(data, Map.of());

    assertTrue(line.contains(file.toString()), line);
    assertEquals("not a folder", Files.readString(file));
  }

  @Test
  void aDataDirectoryWhereNothingCanBeWrittenIsNamed() {
    String line = refusal(Path.of("/proc/thoth-data"), Map.of());

    assertTrue(line.contains("/proc"), line);
  }

  @Test
  void aDatabaseThatIsNoneIsNamedAndLeftAlone() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path file = Files.writeString(data.resolve("thoth.db"), "no database, ".repeat(1_000));

    String line = refusal(data, Map.of());

    assertTrue(line.contains(file.toString()), line);
    assertEquals("no database, ".repeat(1_000), Files.readString(file));
  }

  @Test
  void aDatabaseInUseIsNamedAndItsUserGoesOn() {
    Path data = folder.resolve("data");
    try (Program running = Program.start(data)) {
      String line = refusal(data, Map.of());

      assertTrue(line.contains("thoth.db is in use by another process"), line);
      assertEquals(0, running.terminate());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LETTA_SERVER_PORT, eighty",
    "SECURE, true",
    "LETTA_SERVER_PASS, hunter2",
    "CORS_ORIGINS, example.com",
    "LOG_LEVEL, LOUD",
    "THOTH_EMBEDDER, magic",
    "THOTH_EMBEDDING_DIMENSIONS, 1000"
  })
  void aBadSettingIsNamed(String name, String value) {
    String line = refusal(Map.of(name, value));

    assertTrue(line.contains(name), line);
    assertFalse(line.contains("hunter2"), line);
    assertFalse(Files.exists(folder.resolve("data")), "nothing was made");
  }

  @Test
  void aConfigurationFileThatCannotBeReadIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("broken.properties"), "LOG_LEVEL=\\u12");

    String line = refusal(Map.of("THOTH_CONFIG", file.toString()));

    assertTrue(line.contains(file.toString()), line);
  }
}
