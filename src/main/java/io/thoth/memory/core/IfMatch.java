package io.thoth.memory.core;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The precondition of a change, as RFC 9110 §13.1.1 writes it. */
final class IfMatch {
  /** One element of the list, which may be empty, and what ends it. */
  private static final Pattern ELEMENT =
      Pattern.compile("\\G[ \\t]*+(?<tag>(?:W/)?+\"[^\"]*+\")?+[ \\t]*+(?:,|$)");

  private IfMatch() {}

  /** Refuses the change when the header names versions and the block is at none of them. */
  static void check(@Nullable String header, Block block) {
    if (header == null || "*".equals(header.strip())) {
      return;
    }
    // Compared strongly: a weak tag matches nothing.
    if (!tags(header).contains("\"" + block.version() + "\"")) {
      throw new Fault(
          FaultKind.STALE,
          "If-Match: the block is at version "
              + block.version()
              + ", not "
              + header.strip()
              + "; read it again and decide");
    }
  }

  private static Set<String> tags(String header) {
    Set<String> tags = new HashSet<>();
    Matcher element = ELEMENT.matcher(header);
    int read = 0;
    while (read < header.length() && element.find()) {
      read = element.end();
      if (element.group("tag") != null) {
        tags.add(element.group("tag"));
      }
    }
    if (tags.isEmpty() || read < header.length()) {
      throw Fault.invalid("If-Match", "must be * or versions in quotes, such as \"3\"");
    }
    return tags;
  }
}
