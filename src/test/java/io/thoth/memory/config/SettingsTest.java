package io.thoth.memory.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.thoth.memory.node.NodeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** README.md and conf/thoth.properties name the settings that there are, and no others. */
class SettingsTest {
  private static final Pattern NAME = Pattern.compile("\\b[A-Z]+(_[A-Z]+)+\\b|\\bSECURE\\b");

  /** What the program asks for when everything is in use. */
  private static Set<String> asked() {
    Variables variables =
        Variables.of(
            Map.of("LETTA_PG_HOST", "db", "THOTH_EMBEDDER", "openai", "LETTA_REDIS_HOST", "redis"));
    NodeConfig.of(variables, Path.of("home"));
    return new TreeSet<>(variables.asked());
  }

  private static Set<String> names(String text) {
    return NAME.matcher(text)
        .results()
        .map(found -> found.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theReadmesTableNamesEverySettingAndNoOther() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String settings = readme.substring(readme.indexOf("\n## Settings"));
    String table =
        settings
            .substring(0, settings.indexOf("\n##", 1))
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(0, line.indexOf('|', 1)))
            .collect(Collectors.joining("\n"));

    assertEquals(asked(), names(table));
  }

  @Test
  void theConfigurationFileNamesEverySetting() throws IOException {
    Set<String> missing = asked();

    missing.removeAll(names(Files.readString(Path.of("conf/thoth.properties"))));

    assertEquals(Set.of(), missing);
  }
}
