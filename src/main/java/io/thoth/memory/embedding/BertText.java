package io.thoth.memory.embedding;

import java.text.Normalizer;

/**
 * What BERT's uncased models call a character, a space and a word. Follows {@code BertNormalizer}
 * and {@code BertPreTokenizer} of the Rust crate {@code tokenizers}.
 */
final class BertText {
  private BertText() {}

  /** Where the run of characters that begins at {@code from} meets white space, or the end. */
  static int endOfChunk(String text, int from) {
    int at = from;
    while (at < text.length() && !isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /**
   * The words of {@code chunk}, which contains no white space, with spaces between them: lower
   * case, without accents and control characters; a punctuation mark and an ideograph is a word.
   */
  static String words(String chunk) {
    String letters = isAscii(chunk) ? chunk : withoutAccents(chunk);
    StringBuilder words = new StringBuilder(letters.length() + 8);
    letters
        .codePoints()
        .forEach(
            codePoint -> {
              if (isPunctuation(codePoint)) {
                words.append(' ').appendCodePoint(codePoint).append(' ');
              } else {
                words.appendCodePoint(Character.toLowerCase(codePoint));
              }
            });
    return words.toString();
  }

  private static String withoutAccents(String chunk) {
    StringBuilder cleaned = new StringBuilder(chunk.length() + 8);
    chunk.codePoints().filter(BertText::isKept).forEach(c -> appendSpaced(c, cleaned));
    StringBuilder letters = new StringBuilder(cleaned.length());
    Normalizer.normalize(cleaned, Normalizer.Form.NFD)
        .codePoints()
        .filter(c -> UnicodeEight.category(c) != Character.NON_SPACING_MARK)
        .forEach(letters::appendCodePoint);
    return letters.toString();
  }

  private static void appendSpaced(int codePoint, StringBuilder text) {
    if (isIdeograph(codePoint)) {
      text.append(' ').appendCodePoint(codePoint).append(' ');
    } else {
      text.appendCodePoint(codePoint);
    }
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private static boolean isSpace(char c) {
    return c == '\t' || c == '\n' || c == '\r' || Character.isSpaceChar(c);
  }

  private static boolean isKept(int codePoint) {
    return codePoint != 0xfffd
        && switch (UnicodeEight.category(codePoint)) {
          case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE ->
              false;
          default -> true;
        };
  }

  static boolean isPunctuation(int codePoint) {
    if (codePoint < 0x80) {
      return codePoint > ' ' && codePoint < 0x7f && !Character.isLetterOrDigit(codePoint);
    }
    return switch (UnicodeEight.category(codePoint)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  private static boolean isIdeograph(int c) {
    return between(0x4e00, c, 0x9fff)
        || between(0x3400, c, 0x4dbf)
        || between(0xf900, c, 0xfaff)
        || between(0x20000, c, 0x2a6df)
        || between(0x2a700, c, 0x2b73f)
        || between(0x2b740, c, 0x2b81f)
        || between(0x2b920, c, 0x2ceaf)
        || between(0x2f800, c, 0x2fa1f);
  }

  private static boolean between(int low, int c, int high) {
    return low <= c && c <= high;
  }
}
