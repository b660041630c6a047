package io.thoth.memory.core;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Texts;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a block may be. */
final class BlockRules {
  static final long USUAL_LIMIT = 100_000;
  private static final long MOST_LIMIT = 10_000_000;

  /** Twice the largest limit, in UTF-16 units: such a text is not even put together. */
  static final long LONGEST = 2 * MOST_LIMIT;

  private static final int MOST_LABEL = 255;
  private static final Pattern PATH_LABEL = Pattern.compile("[a-zA-Z0-9_/-]{1,50}");

  private BlockRules() {}

  static String label(String field, @Nullable String label) {
    return Texts.line(field, label, MOST_LABEL);
  }

  /** A label as it may stand in a path. */
  static String pathLabel(String field, String label) {
    if (!PATH_LABEL.matcher(label).matches()) {
      throw Fault.invalid(field, "must be 1 to 50 letters, digits, '_', '-' or '/'");
    }
    return label;
  }

  static long limit(long limit) {
    if (limit < 1 || limit > MOST_LIMIT) {
      throw Fault.invalid("limit", "must be from 1 to " + MOST_LIMIT + ", not " + limit);
    }
    return limit;
  }

  /**
   * Refuses a value above the limit, unless it was at least as long {@code before}: a value that
   * came in longer than its limit is kept, but does not grow.
   */
  static void within(long limit, String value, String before) {
    if (value.length() <= limit) { // In UTF-16 units, of which there are never fewer.
      return;
    }
    int length = Texts.length(value);
    if (length > limit && length > Texts.length(before)) {
      throw Fault.invalid(
          "value",
          "would be " + length + " characters long, but the limit of this block is " + limit);
    }
  }

  /** The description that agents expect of the two usual blocks. */
  static @Nullable String usualDescription(String label) {
    return switch (label) {
      case "persona" ->
          "Who you are: your character, your manner and what guides how you answer. Keep it up to"
              + " date as you learn about yourself.";
      case "human" ->
          "Who you are talking to: what you know about this person that helps you answer in a way"
              + " that fits them.";
      default -> null;
    };
  }
}
