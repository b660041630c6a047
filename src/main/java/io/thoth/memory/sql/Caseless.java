package io.thoth.memory.sql;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Patterns that match a text whatever the case of its letters. Which letters are the same but for
 * their case is spelled out, as in {@code [äÄ]}, because every database and every server of one
 * knows other letters; spelled out, all find the same. They are PostgreSQL's regular expressions;
 * on SQLite {@link #part} reads them. Thread-safe.
 */
final class Caseless {
  private static final int PLANES = 0x20000; // no letter with a case is further up

  /** The other cases of letters, by the folded one. */
  private static final Map<Integer, List<Integer>> OTHERS =
      IntStream.range(0, PLANES)
          .filter(letter -> folded(letter) != letter)
          .boxed()
          .collect(Collectors.groupingBy(Caseless::folded));

  private Caseless() {}

  /** As {@link String#equalsIgnoreCase} compares. */
  private static int folded(int letter) {
    return Character.toLowerCase(Character.toUpperCase(letter));
  }

  /** With one case for all letters. */
  static String folded(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    int letter;
    for (int at = 0; at < text.length(); at += Character.charCount(letter)) {
      letter = text.codePointAt(at);
      folded.appendCodePoint(folded(letter));
    }
    return folded.toString();
  }

  /** The part, folded, that a pattern was made of. */
  static String part(String pattern) {
    StringBuilder part = new StringBuilder(pattern.length() / 4);
    int at = 0;
    while (at < pattern.length()) {
      char sign = pattern.charAt(at);
      int letter = pattern.codePointAt(sign == '[' || sign == '\\' ? at + 1 : at);
      part.appendCodePoint(folded(letter));
      at =
          switch (sign) {
            case '[' -> pattern.indexOf(']', at) + 1;
            case '\\' -> at + 2;
            default -> at + Character.charCount(letter);
          };
    }
    return part.toString();
  }

  static String pattern(String part) {
    StringBuilder pattern = new StringBuilder(part.length() * 4);
    part.codePoints().forEach(letter -> append(pattern, letter));
    return pattern.toString();
  }

  private static void append(StringBuilder pattern, int letter) {
    int folded = folded(letter);
    List<Integer> others = OTHERS.getOrDefault(folded, List.of());
    if (!others.isEmpty()) {
      pattern.append('[').appendCodePoint(folded);
      others.forEach(pattern::appendCodePoint);
      pattern.append(']');
    } else {
      boolean meaning = letter < 0x80 && !Character.isLetterOrDigit(letter);
      pattern.append(meaning ? "\\" : "").appendCodePoint(letter);
    }
  }
}
