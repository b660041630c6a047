package io.thoth.memory.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.json.Json;
import io.thoth.memory.support.NodeProject;
import io.thoth.memory.support.Program;
import io.thoth.memory.support.ProgramCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs {@code src/test/mcp} with Node.js against the packaged program. */
class McpIT {
  private static final String INITIALIZE =
      """
      {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": \
      "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}}
      """;

  @BeforeAll
  static void installTheClients() {
    NodeProject.MCP.install();
  }

  @ParameterizedTest
  @CsvSource({"client.test.js, 40", "inspector.test.js, 15", "conformance.test.js, 5"})
  void theOfficialClientsWorkUnmodified(String file, int least, @TempDir Path data) {
    try (Program program = Program.start(data)) {
      Map<String, String> server =
          Map.of(
              "THOTH_URL", program.url(),
              "THOTH_MCP_URL", program.url() + "/mcp",
              "THOTH_DATA_DIR", data.toString(),
              "THOTH_COMMAND", Json.write(absolute(ProgramCommand.words())));
      NodeProject.MCP.test(file, least, server);
    }
  }

  /** The tests run in another folder. */
  private static List<String> absolute(List<String> words) {
    return words.stream()
        .map(word -> word.endsWith(".jar") ? Path.of(word).toAbsolutePath().toString() : word)
        .toList();
  }

  @Test
  void aNodeOfItsOwnAnswersOnStandardOutputAndEndsWithTheInput(@TempDir Path data)
      throws Exception {
    Process process = launch(data);

    process.getOutputStream().write((INITIALIZE.strip() + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    List<String> out = process.inputReader(StandardCharsets.UTF_8).lines().toList();

    assertEquals(1, out.size(), out::toString);
    assertTrue(out.getFirst().contains("\"serverInfo\""), out::toString);
    assertEquals(0, process.waitFor());
  }

  private static Process launch(Path data) throws IOException {
    List<String> words = new ArrayList<>(ProgramCommand.words());
    words.add("mcp");
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("THOTH_DATA_DIR", data.toString());
    return builder.start();
  }
}
