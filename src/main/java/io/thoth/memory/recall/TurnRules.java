package io.thoth.memory.recall;

import io.thoth.memory.fault.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be sent to an agent. */
final class TurnRules {
  private TurnRules() {}

  /** Refuses a turn that has not exactly one of both. */
  static void one(@Nullable List<NewMessage> messages, @Nullable Object input) {
    if ((messages == null) == (input == null)) {
      throw Fault.invalid("messages", "exactly one of messages and input is required");
    }
  }

  /** The input as it is kept. */
  static @Nullable Object input(@Nullable Object input) {
    if (input != null && !(input instanceof String) && !(input instanceof List<?>)) {
      throw Fault.invalid("input", "must be a text or an array of parts");
    }
    if (input instanceof List<?> parts && parts.isEmpty()) {
      throw Fault.invalid("input", "must not be empty");
    }
    return MessageRules.content(input);
  }

  static void onlyStreaming(String field, @Nullable Boolean value) {
    if (Boolean.TRUE.equals(value)) {
      throw Fault.invalid(field, "is only for streaming: true");
    }
  }
}
