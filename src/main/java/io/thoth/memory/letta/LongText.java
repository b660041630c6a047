package io.thoth.memory.letta;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a text that is too long where a reader would pause: after a paragraph, else after a line, a
 * sentence, a word, and at last between two characters, which are never cut themselves. All parts
 * together are the text again, but for parts that are nothing but blank.
 */
final class LongText {
  private static final List<String> ENDS = List.of("\n\n", "\r\n\r\n", "\n");

  /** So far back the end of a sentence or word is looked for. */
  private static final int NEAR = 2_000;

  /** How far behind a place is looked to see whether something ends there. */
  private static final int AHEAD = 100;

  private LongText() {}

  /**
   * Its parts in their order, each but the last at least half full; one when the text fits.
   *
   * @param most characters of a part (Unicode code points)
   */
  static List<String> parts(String text, int most) {
    List<String> parts = new ArrayList<>();
    int begin = 0;
    while (isLonger(text, begin, most)) {
      int end = text.offsetByCodePoints(begin, most);
      int cut = cut(text, begin + (end - begin) / 2, end);
      parts.add(text.substring(begin, cut));
      begin = cut;
    }
    parts.add(text.substring(begin));
    parts.removeIf(String::isBlank);
    return parts;
  }

  /** Counts only where it matters, because a text may have millions of characters. */
  private static boolean isLonger(String text, int begin, int most) {
    int left = text.length() - begin;
    return left > 2 * most || left > most && text.codePointCount(begin, text.length()) > most;
  }

  private static int cut(String text, int least, int most) {
    String window = text.substring(least, most);
    for (String end : ENDS) {
      int found = window.lastIndexOf(end);
      if (found >= 0) {
        return least + found + end.length();
      }
    }
    int near = Math.max(least, most - NEAR);
    for (BreakIterator places : places()) {
      places.setText(text.substring(near, Math.min(text.length(), most + AHEAD)));
      int found = places.preceding(most - near + 1);
      if (found > 0) {
        return near + found;
      }
    }
    return most;
  }

  private static List<BreakIterator> places() {
    return List.of(
        BreakIterator.getSentenceInstance(Locale.ROOT),
        BreakIterator.getLineInstance(Locale.ROOT),
        BreakIterator.getCharacterInstance(Locale.ROOT));
  }
}
