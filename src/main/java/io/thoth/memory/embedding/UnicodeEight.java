package io.thoth.memory.embedding;

import java.util.Arrays;

/**
 * General categories as the reference tokenizer knows them: its tables are those of Unicode 8, and
 * to it every later mark, punctuation mark and format character is just a letter. Ours come from
 * the JDK (Unicode 16 in 25) and are corrected here, so that texts are split the same way whatever
 * JDK runs. Found by comparing the two on every code point, which the test repeats.
 */
final class UnicodeEight {
  /** First and last of each stretch whose marks, punctuation and format characters are newer. */
  private static final int[] NEWER = {
    0x61d, 0x61d, 0x7fd, 0x7fd, 0x890, 0x8e2, 0x9fd, 0x9fe, 0xa76, 0xa76, 0xafa, 0xaff, 0xb55,
    0xb55, 0xc04, 0xc3c, 0xc77, 0xc77, 0xc84, 0xc84, 0xd00, 0xd00, 0xd3b, 0xd3c, 0xd81, 0xd81,
    0xeba, 0xeba, 0xece, 0xece, 0x180f, 0x1886, 0x1abf, 0x1ace, 0x1b4e, 0x1b4f, 0x1b7d, 0x1b7f,
    0x1df6, 0x1dfb, 0x2e43, 0x2e5d, 0xa82c, 0xa82c, 0xa8c5, 0xa8c5, 0xa8ff, 0xa8ff, 0xa9bd, 0xa9bd,
    0x10d24, 0x10f89, 0x11070, 0x11074, 0x110c2, 0x110cd, 0x111cf, 0x111cf, 0x1123e, 0x11241,
    0x1133b, 0x1133b, 0x113bb, 0x1145e, 0x11660, 0x1166c, 0x116b9, 0x116b9, 0x1182f, 0x11fff,
    0x12ff1, 0x1612f, 0x16d6d, 0x16f4f, 0x16fe2, 0x16fe4, 0x1cf00, 0x1cf46, 0x1e000, 0x1e5ff,
    0x1e944, 0x1e95f
  };

  private UnicodeEight() {}

  /** One of the constants of {@link Character}, as {@link Character#getType(int)} gives. */
  static int category(int codePoint) {
    return switch (codePoint) {
      // These four changed their category later.
      case 0x166d, 0x111c9 -> Character.OTHER_PUNCTUATION;
      case 0x1734, 0x1171e -> Character.NON_SPACING_MARK;
      default -> isNewer(codePoint) ? Character.OTHER_LETTER : Character.getType(codePoint);
    };
  }

  private static boolean isNewer(int codePoint) {
    int at = Arrays.binarySearch(NEWER, codePoint);
    // Not found: -(place) - 1, and an odd place is between a first and its last.
    return at >= 0 || (at & 1) == 0;
  }
}
