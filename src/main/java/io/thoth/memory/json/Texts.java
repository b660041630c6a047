package io.thoth.memory.json;

import io.thoth.memory.fault.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a string must be to be kept. */
public final class Texts {
  private static final int MOST_TAGS = 1000;
  private static final int MOST_TAG = 255;

  private Texts() {}

  /** The text without NUL characters; refused when it holds half of a surrogate pair. */
  public static String storable(String field, String text) {
    if (isPlain(text)) {
      return text;
    }
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

  /**
   * Whether a text is all ASCII without a NUL, found out faster than character by character: by
   * what the JDK does for many at once.
   */
  public static boolean isPlain(String text) {
    if (text.indexOf('\0') >= 0) {
      return false;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    // As many bytes as characters: ASCII, or halves of pairs, which become question marks.
    return bytes.length == text.length()
        && text.equals(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  /** How many characters a person would count: Unicode code points. */
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** A required text without blank ends being all of it, of 1 to {@code most} characters. */
  public static String line(String field, @Nullable String text, int most) {
    if (text == null) {
      throw Fault.invalid(field, "is required");
    }
    if (text.isBlank() || length(text) > most) {
      throw Fault.invalid(field, "must be 1 to " + most + " characters and not blank");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw Fault.invalid(field, "must not hold control characters");
    }
    return text;
  }

  /** Tags as they are kept: each 1 to 255 characters, sorted, none twice. */
  public static List<String> tags(String field, @Nullable List<String> tags) {
    if (tags == null || tags.isEmpty()) {
      return List.of();
    }
    if (tags.size() > MOST_TAGS) {
      throw Fault.invalid(field, "must be at most " + MOST_TAGS + " tags");
    }
    return tags.stream().map(tag -> line(field, tag, MOST_TAG)).distinct().sorted().toList();
  }

  /** An open object as it can be kept; null stays null. */
  public static @Nullable Map<String, Object> object(
      String field, @Nullable Map<String, Object> object) {
    if (object == null) {
      return null;
    }
    object.forEach((key, value) -> check(field, key, value));
    return Collections.unmodifiableMap(object);
  }

  /** Keys reach a record unread, unlike the strings that are values; numbers may be too large. */
  private static void check(String field, String key, @Nullable Object value) {
    if (!storable(field, key).equals(key)) {
      throw Fault.invalid(field, "has a key with a NUL character");
    }
    switch (value) {
      case Map<?, ?> inner -> inner.forEach((name, v) -> check(field, String.valueOf(name), v));
      case List<?> items -> items.forEach(item -> check(field, "", item));
      case Double number when number.isInfinite() ->
          throw Fault.invalid(field, "has a number too large to be kept");
      case null, default -> {}
    }
  }
}
