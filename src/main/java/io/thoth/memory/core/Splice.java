package io.thoth.memory.core;

/**
 * The difference of two texts as one exchanged stretch, in UTF-16 units of the older one. Never
 * cuts a character that takes two units.
 *
 * @param start where the stretch begins
 * @param removed how long it was
 * @param inserted what is there instead
 */
record Splice(int start, int removed, String inserted) {

  /** The shortest such stretch that makes {@code fresh} of {@code old}. */
  static Splice between(String old, String fresh) {
    if (fresh.startsWith(old)) { // An append, the most frequent change; found at once.
      return new Splice(old.length(), 0, fresh.substring(old.length()));
    }
    int most = Math.min(old.length(), fresh.length());
    int same = 0;
    while (same < most && old.charAt(same) == fresh.charAt(same)) {
      same++;
    }
    int start = same > 0 && Character.isHighSurrogate(old.charAt(same - 1)) ? same - 1 : same;
    int oldEnd = old.length();
    int freshEnd = fresh.length();
    while (Math.min(oldEnd, freshEnd) > start
        && old.charAt(oldEnd - 1) == fresh.charAt(freshEnd - 1)) {
      oldEnd--;
      freshEnd--;
    }
    if (oldEnd < old.length() && Character.isLowSurrogate(old.charAt(oldEnd))) {
      oldEnd++;
      freshEnd++;
    }
    return new Splice(start, oldEnd - start, fresh.substring(start, freshEnd));
  }

  String in(String old) {
    return old.substring(0, start) + inserted + old.substring(start + removed);
  }
}
