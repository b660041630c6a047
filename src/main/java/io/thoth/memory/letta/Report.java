package io.thoth.memory.letta;

import java.util.ArrayList;
import java.util.List;

/**
 * What an import has done.
 *
 * @param carried by kind
 * @param changed what is here in another form
 * @param left what was not carried, with the reason
 * @param notOffered routes that the old server does not have
 */
public record Report(
    List<Carried> carried, List<Changed> changed, List<Left> left, List<String> notOffered) {

  /**
   * @param here how many were here before
   */
  public record Carried(String kind, long carried, long here) {}

  public record Changed(String kind, long count, String how) {}

  public record Left(String kind, long count, String reason) {}

  public Report {
    carried = List.copyOf(carried);
    changed = List.copyOf(changed);
    left = List.copyOf(left);
    notOffered = List.copyOf(notOffered);
  }

  /** For a person, line by line. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Carried one : carried) {
      lines.add(
          "%-14s %,12d carried %,12d here already"
              .formatted(one.kind(), one.carried(), one.here()));
    }
    for (Changed one : changed) {
      lines.add("changed: %,d %s: %s".formatted(one.count(), one.kind(), one.how()));
    }
    for (Left one : left) {
      String count = one.count() == 0 ? "" : "%,d ".formatted(one.count());
      lines.add("not carried: %s%s: %s".formatted(count, one.kind(), one.reason()));
    }
    for (String route : notOffered) {
      lines.add("not offered by that server: " + route);
    }
    return lines;
  }
}
