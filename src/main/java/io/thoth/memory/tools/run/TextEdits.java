package io.thoth.memory.tools.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the editing tools make of a value: texts in, text out. */
final class TextEdits {
  private static final int TAB = 8;

  /** Twice the largest limit of a block: such a value is refused before memory is taken for it. */
  private static final long LONGEST = 20_000_000;

  private TextEdits() {}

  /** Spaces instead of tabs, to the next of the columns 8, 16, 24 and so on of each line. */
  static String expandTabs(String text) {
    if (text.indexOf('\t') < 0) {
      return text;
    }
    StringBuilder expanded = new StringBuilder(text.length() + 2 * TAB);
    int column = 0;
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      if (point == '\t') {
        int spaces = TAB - column % TAB;
        expanded.repeat(' ', spaces);
        column += spaces;
      } else {
        expanded.appendCodePoint(point);
        column = point == '\n' || point == '\r' ? 0 : column + 1;
      }
    }
    return expanded.toString();
  }

  /** {@code core_memory_replace}: every occurrence. */
  static String replaceAll(String label, String value, String old, String replacement) {
    if (old.isEmpty()) {
      throw ToolFailure.ofValue("old_content must not be empty");
    }
    List<Integer> places = places(value, old);
    if (places.isEmpty()) {
      throw ToolFailure.ofValue(
          "Old content '" + old + "' not found in memory block '" + label + "'");
    }
    long length = value.length() + (long) places.size() * (replacement.length() - old.length());
    if (length > LONGEST) {
      throw ToolFailure.ofValue("The new value would be " + length + " characters long");
    }
    return value.replace(old, replacement);
  }

  /** {@code memory_replace}: the one occurrence. */
  static String replaceOne(String label, String before, String oldText, String replacement) {
    String value = expandTabs(before);
    String old = expandTabs(oldText);
    if (old.isEmpty()) {
      throw ToolFailure.ofValue("No replacement was performed: old_string must not be empty");
    }
    List<Integer> places = places(value, old);
    if (places.isEmpty()) {
      throw ToolFailure.ofValue(
          "No replacement was performed: old_string `%s` did not appear verbatim in memory block with label `%s`."
              .formatted(old, label));
    }
    if (places.size() > 1) {
      throw ToolFailure.ofValue(
          "No replacement was performed. Multiple occurrences of old_string `%s` in lines %s. Please ensure it is unique."
              .formatted(old, linesOf(value, places)));
    }
    int place = places.getFirst();
    return value.substring(0, place)
        + expandTabs(replacement)
        + value.substring(place + old.length());
  }

  /** {@code memory_insert}: new lines after line {@code line}; an empty value is one empty line. */
  static String insert(String before, String fresh, int line) {
    List<String> lines = new ArrayList<>(lines(expandTabs(before)));
    int count = lines.size();
    if (line < -1 || line > count) {
      throw ToolFailure.ofValue(
          "Invalid `insert_line` parameter: %d. It must be within the range of lines of the memory block, [0, %d], or -1 for the end."
              .formatted(line, count));
    }
    lines.addAll(line == -1 ? count : line, lines(expandTabs(fresh)));
    return String.join("\n", lines);
  }

  static List<String> lines(String text) {
    return Arrays.asList(text.split("\n", -1));
  }

  private static List<Integer> places(String value, String part) {
    List<Integer> places = new ArrayList<>();
    for (int at = value.indexOf(part); at >= 0; at = value.indexOf(part, at + part.length())) {
      places.add(at);
    }
    return places;
  }

  private static List<Long> linesOf(String value, List<Integer> places) {
    List<Long> lines = new ArrayList<>();
    long line = 1;
    int read = 0;
    for (int place : places) {
      for (; read < place; read++) {
        line += value.charAt(read) == '\n' ? 1 : 0;
      }
      if (lines.isEmpty() || lines.getLast() != line) {
        lines.add(line);
      }
    }
    return lines;
  }
}
