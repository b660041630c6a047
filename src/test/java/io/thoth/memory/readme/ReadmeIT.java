package io.thoth.memory.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.support.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeIT {
  private static final Pattern CONVERSATION = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

  @TempDir Path data;

  @Test
  void firstConversationRunsLineByLineAndFindsTheCat() throws Exception {
    // Given
    Matcher block = CONVERSATION.matcher(Files.readString(Path.of("README.md")));
    assertTrue(block.find(), "README.md has no conversation in a ```sh block");
    List<String> lines = block.group(1).lines().toList();
    assertEquals("URL=http://127.0.0.1:8283", lines.getFirst());
    try (Program program = Program.start(data)) {
      String script =
          "set -euxo pipefail\nURL=%s\n".formatted(program.url())
              + String.join("\n", lines.subList(1, lines.size()));

      // When
      Output output = bash(script);

      // Then
      assertEquals(0, output.exit(), output.text());
      assertTrue(output.text().contains("Name: Grace.\\nWorks on compilers."), output.text());
      String found = output.text().substring(output.text().indexOf("\"results\""));
      assertTrue(found.contains("Her cat is called Byte"), output.text());
      assertTrue(output.text().contains("\"status\":\"ok\""), output.text());
    }
  }

  private record Output(int exit, String text) {}

  private static Output bash(String script) throws IOException, InterruptedException {
    Process bash = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true).start();
    String text = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(bash.waitFor(60, TimeUnit.SECONDS), "the conversation did not end: " + text);
    return new Output(bash.exitValue(), text);
  }
}
