package io.thoth.memory.archival;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.json.Texts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a passage and a question may be. */
final class PassageRules {
  /**
   * Letta's ceiling is 8,192 tokens of a tokenizer that depends on the model. Ours is in
   * characters, so that clients can foretell it, at the usual four characters to a token.
   */
  static final int LONGEST_TEXT = 8_192 * 4;

  private static final int MOST_TAGS = 1_000;

  /** Metadata that names the conversation a passage comes from, the first one present. */
  private static final List<String> SESSION_KEYS =
      List.of("session", "session_id", "conversation_id", "thread_id");

  private PassageRules() {}

  static String text(@Nullable String text) {
    if (text == null) {
      throw Fault.invalid("text", "is required");
    }
    if (text.isBlank()) {
      throw Fault.invalid("text", "must not be blank");
    }
    int length = Texts.length(text);
    if (length > LONGEST_TEXT) {
      throw new Fault(
          FaultKind.UNACCEPTABLE,
          "text: is %d characters long, but a passage may have at most %d; split it"
              .formatted(length, LONGEST_TEXT));
    }
    return text;
  }

  /** A question in words; blank becomes null. */
  static @Nullable String query(@Nullable String query) {
    if (query == null || query.isBlank()) {
      return null;
    }
    if (Texts.length(query) > LONGEST_TEXT) {
      throw Fault.invalid("query", "must be at most " + LONGEST_TEXT + " characters");
    }
    return query;
  }

  /** Tags to filter by; unlike those to store, any text may be asked for. */
  static List<String> wantedTags(@Nullable List<String> tags) {
    if (tags == null) {
      return List.of();
    }
    if (tags.size() > MOST_TAGS || tags.stream().anyMatch(Objects::isNull)) {
      throw Fault.invalid("tags", "must be at most " + MOST_TAGS + " strings");
    }
    return tags.stream().distinct().toList();
  }

  /** Whether {@code tag_match_mode} asks for all of the tags. */
  static boolean allTags(@Nullable String mode) {
    return switch (mode) {
      case null -> false;
      case "any" -> false;
      case "all" -> true;
      default -> throw Fault.invalid("tag_match_mode", "must be any or all");
    };
  }

  static int limit(String field, @Nullable Integer limit, int usual, int most) {
    int number = limit == null ? usual : limit;
    if (number < 1 || number > most) {
      throw Fault.invalid(field, "must be from 1 to " + most + ", not " + number);
    }
    return number;
  }

  /** The conversation the metadata names, if it does. */
  static @Nullable String session(Map<String, Object> metadata) {
    for (String key : SESSION_KEYS) {
      Object value = metadata.get(key);
      if (value instanceof String || value instanceof Number) {
        return value.toString();
      }
    }
    return null;
  }
}
