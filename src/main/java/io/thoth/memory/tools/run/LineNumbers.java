package io.thoth.memory.tools.run;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The line numbers that some prompts show beside a block's lines. They are no part of the value, so
 * an edit that brings them along is refused instead of stored.
 */
final class LineNumbers {
  /** {@code 12→ text}, as they are displayed. */
  private static final Pattern SHOWN = Pattern.compile("(?m)^[ \\t]*[0-9]+→");

  /** What the remark above such lines says, whatever else stands in it. */
  private static final String REMARK = "line numbers shown below";

  private LineNumbers() {}

  /** Refuses lines with numbers. */
  static void refuse(String argument, String text) {
    if (SHOWN.matcher(text).find()) {
      throw ToolFailure.ofValue(
          argument
              + " contains a line number prefix, which is shown for orientation only and is no part"
              + " of the memory; leave line numbers out");
    }
  }

  /** Refuses the remark that line numbers are shown. */
  static void refuseRemark(String argument, String text) {
    if (text.toLowerCase(Locale.ROOT).contains(REMARK)) {
      throw ToolFailure.ofValue(
          argument
              + " contains the line number warning, which is shown for orientation only and is no"
              + " part of the memory; leave it out");
    }
  }

  static void refuseBoth(String argument, String text) {
    refuse(argument, text);
    refuseRemark(argument, text);
  }
}
