package io.thoth.memory.tools.run;

import java.util.ArrayList;
import java.util.List;

/**
 * The hunks of a patch in the unified style, apart by lines that begin with {@code @@}. In a hunk a
 * line begins with a space (it stays), {@code -} (it goes) or {@code +} (it comes); a blank line is
 * an empty line that stays. File headers are passed over, and so is whatever else there is.
 */
final class Hunks {
  private record Hunk(List<String> old, List<String> fresh) {}

  private Hunks() {}

  /** The value after all hunks, each of which must fit exactly one place. */
  static String apply(String before, List<String> patch) {
    List<Hunk> hunks = hunks(patch);
    if (hunks.isEmpty()) {
      throw ToolFailure.ofValue(
          "No valid hunks found in patch. Lines must begin with ' ', '-' or '+'.");
    }
    List<String> lines = new ArrayList<>(TextEdits.lines(TextEdits.expandTabs(before)));
    for (Hunk hunk : hunks) {
      apply(lines, hunk);
    }
    return String.join("\n", lines);
  }

  private static void apply(List<String> lines, Hunk hunk) {
    if (hunk.old().isEmpty()) {
      lines.addAll(hunk.fresh());
      return;
    }
    List<Integer> places = places(lines, hunk.old());
    if (places.isEmpty()) {
      throw ToolFailure.ofValue(
          "Failed to apply patch: the context did not match the memory block. Check the lines that"
              + " begin with ' ' or '-'.");
    }
    if (places.size() > 1) {
      throw ToolFailure.ofValue(
          "Failed to apply patch: the context matched multiple places in the memory block. Give"
              + " more lines of context.");
    }
    List<String> place = lines.subList(places.getFirst(), places.getFirst() + hunk.old().size());
    place.clear();
    place.addAll(hunk.fresh());
  }

  private static List<Hunk> hunks(List<String> patch) {
    List<Hunk> hunks = new ArrayList<>();
    Hunk hunk = new Hunk(new ArrayList<>(), new ArrayList<>());
    for (String tabbed : patch) {
      String line = expanded(tabbed);
      if (line.startsWith("*** ") || line.startsWith("---") || line.startsWith("+++")) {
        continue;
      }
      if (line.startsWith("@@")) {
        hunk = closed(hunks, hunk);
      } else {
        read(hunk, line);
      }
    }
    closed(hunks, hunk);
    return hunks;
  }

  /** Columns are counted from behind the sign, so that they are those of the value. */
  private static String expanded(String line) {
    return line.isEmpty() || line.charAt(0) == '\t'
        ? TextEdits.expandTabs(line)
        : line.charAt(0) + TextEdits.expandTabs(line.substring(1));
  }

  private static Hunk closed(List<Hunk> hunks, Hunk hunk) {
    if (!hunk.old().isEmpty() || !hunk.fresh().isEmpty()) {
      hunks.add(hunk);
    }
    return new Hunk(new ArrayList<>(), new ArrayList<>());
  }

  private static void read(Hunk hunk, String line) {
    if (line.isBlank()) {
      hunk.old().add(line.isEmpty() ? "" : line.substring(1));
      hunk.fresh().add(line.isEmpty() ? "" : line.substring(1));
      return;
    }
    String rest = line.substring(1);
    switch (line.charAt(0)) {
      case ' ' -> {
        hunk.old().add(rest);
        hunk.fresh().add(rest);
      }
      case '-' -> hunk.old().add(rest);
      case '+' -> hunk.fresh().add(rest);
      default -> {
        // the heading of something; not ours to read
      }
    }
  }

  private static List<Integer> places(List<String> lines, List<String> wanted) {
    List<Integer> places = new ArrayList<>();
    for (int at = 0; at + wanted.size() <= lines.size(); at++) {
      if (lines.subList(at, at + wanted.size()).equals(wanted)) {
        places.add(at);
      }
    }
    return places;
  }
}
