package io.thoth.memory.core;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The precondition of a change, as RFC 9110 §13.1.1 writes it. */
final class IfMatch {
  private static final Pattern TAG = Pattern.compile("(W/)?\"[^\"]*\"");

  private IfMatch() {}

  /** Refuses the change when the header names versions and the block is at none of them. */
  static void check(@Nullable String header, Block block) {
    if (header == null || "*".equals(header.strip())) {
      return;
    }
    String current = "\"" + block.version() + "\"";
    boolean matches = Arrays.stream(header.split(",")).map(IfMatch::tag).anyMatch(current::equals);
    if (!matches) {
      throw new Fault(
          FaultKind.STALE,
          "If-Match: the block is at version "
              + block.version()
              + ", not "
              + header.strip()
              + "; read it again and decide");
    }
  }

  private static String tag(String tag) {
    if (!TAG.matcher(tag.strip()).matches()) {
      throw Fault.invalid("If-Match", "must be * or versions in quotes, such as \"3\"");
    }
    return tag.strip();
  }
}
