package io.thoth.memory.mcp;

import java.util.Map;
import java.util.Optional;

/**
 * What a tool says.
 *
 * @param text for a model to read
 * @param data the same for a program, when there is more to it than the text
 * @param failed whether it could not do what was asked
 */
record Said(String text, Optional<Map<String, Object>> data, boolean failed) {
  static Said of(String text) {
    return new Said(text, Optional.empty(), false);
  }

  static Said of(String text, Map<String, Object> data) {
    return new Said(text, Optional.of(data), false);
  }

  static Said failed(String why) {
    return new Said(why, Optional.empty(), true);
  }
}
