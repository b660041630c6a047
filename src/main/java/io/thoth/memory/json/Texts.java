package io.thoth.memory.json;

import io.thoth.memory.fault.Fault;

/** What a string must be to be kept. */
public final class Texts {
  private Texts() {}

  /** The text without NUL characters; refused when it holds half of a surrogate pair. */
  public static String storable(String field, String text) {
    boolean nul = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        nul = true;
      } else if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw Fault.invalid(field, "holds an unpaired surrogate, which is not a character");
        }
        i++;
      }
    }
    return nul ? text.replace("\0", "") : text;
  }

  /** How many characters a person would count: Unicode code points. */
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
