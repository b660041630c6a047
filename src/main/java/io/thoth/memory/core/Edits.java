package io.thoth.memory.core;

import io.thoth.memory.fault.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The atomic operations on a value: what it becomes, or why it stays. */
final class Edits {
  /** Of many places the first ones are enough to find the others by. */
  private static final int SHOWN = 20;

  private Edits() {}

  static void required(String field, @Nullable String text) {
    if (text == null) {
      throw Fault.invalid(field, "is required");
    }
  }

  static String append(String value, String separator, String content) {
    return value.isEmpty() ? content : value + separator + content;
  }

  /** Refuses when there is nothing to replace, or more than one place and not {@code all}. */
  static String replace(String value, String old, String replacement, boolean all) {
    List<Integer> places = places(value, old);
    if (places.isEmpty()) {
      throw Fault.conflict(
          "No replacement was performed: old_content did not appear verbatim in the block");
    }
    if (places.size() > 1 && !all) {
      throw Fault.conflict(
          "No replacement was performed: old_content appears more than once, on lines "
              + places.stream().limit(SHOWN).map(place -> lineOf(value, place)).distinct().toList()
              + "; make it unique, or set all to true");
    }
    long length = value.length() + (long) places.size() * (replacement.length() - old.length());
    if (length > BlockRules.LONGEST) {
      throw Fault.invalid("new_content", "would make the value " + length + " characters long");
    }
    return value.replace(old, replacement);
  }

  static String insert(String value, String content, int line) {
    List<String> lines =
        value.isEmpty() ? new ArrayList<>() : new ArrayList<>(Arrays.asList(value.split("\n", -1)));
    if (line < -1 || line > lines.size()) {
      throw Fault.invalid(
          "line", "must be within [0, " + lines.size() + "], or -1 for the end, not " + line);
    }
    lines.add(line == -1 ? lines.size() : line, content);
    return String.join("\n", lines);
  }

  private static List<Integer> places(String value, String part) {
    List<Integer> places = new ArrayList<>();
    int at = value.indexOf(part);
    while (at >= 0) {
      places.add(at);
      at = value.indexOf(part, at + part.length());
    }
    return places;
  }

  private static long lineOf(String value, int place) {
    return value.substring(0, place).chars().filter(c -> c == '\n').count() + 1;
  }
}
