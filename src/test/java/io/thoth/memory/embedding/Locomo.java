package io.thoth.memory.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Real conversations, which are not part of the project and may be absent. */
final class Locomo {
  private static final Path FILE = Path.of("shared", "data", "locomo-dev.json");

  private Locomo() {}

  /**
   * Every turn and question, or nothing where the file is not beside a folder above the project.
   */
  static List<String> texts() throws IOException {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(FILE))) {
        JsonNode all = new ObjectMapper().readTree(at.resolve(FILE).toFile());
        return Stream.of("text", "question")
            .flatMap(n -> all.findValuesAsText(n).stream())
            .toList();
      }
    }
    return List.of();
  }
}
