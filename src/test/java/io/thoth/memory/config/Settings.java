package io.thoth.memory.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.thoth.memory.node.NodeConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

/** Reads settings as a node does at its start. */
final class Settings {
  static final Path HOME = Path.of("home");

  /** Of names and values in turn. */
  static NodeConfig config(String... settings) {
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      environment.put(settings[i], settings[i + 1]);
    }
    return NodeConfig.of(Variables.of(environment), HOME);
  }

  static String refusal(String... settings) {
    return line(() -> config(settings));
  }

  /** The one line that an operator sees. */
  static String line(Executable reading) {
    String message = String.valueOf(assertThrows(ConfigFault.class, reading).getMessage());
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  private Settings() {}
}
