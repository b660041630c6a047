package io.thoth.memory.tools;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The rules of the memory tools, one row each. */
final class MemoryToolTable {
  private MemoryToolTable() {}

  /**
   * One call on an agent with a block {@code notes}, and what comes of it.
   *
   * @param rule what the row is about
   * @param before the value of the block
   * @param after the value it has then
   * @param told what the tool returns, or the words its error must hold, apart by {@code |}
   */
  record Row(
      String rule,
      String tool,
      String before,
      Map<String, Object> arguments,
      String after,
      String told) {
    @Override
    public String toString() {
      return tool + ": " + rule;
    }
  }

  static Stream<Row> edits() {
    return Stream.of(
        done("core_memory_append", "adds a line", "a", "a\nb", "content", "b"),
        done("core_memory_append", "begins a line even when empty", "", "\nb", "content", "b"),
        done("core_memory_append", "keeps tabs", "\ta", "\ta\n\tb", "content", "\tb"),
        done(
            "core_memory_replace",
            "replaces every occurrence",
            "owl, owl",
            "bat, bat",
            "old_content",
            "owl",
            "new_content",
            "bat"),
        done(
            "core_memory_replace",
            "deletes with an empty text",
            "owls and bats",
            "owls",
            "old_content",
            " and bats",
            "new_content",
            ""),
        done(
            "memory_replace",
            "replaces the one occurrence",
            "a\nb\nc",
            "a\nx\ny\nc",
            "old_string",
            "b",
            "new_string",
            "x\ny"),
        done(
            "memory_replace",
            "deletes with an empty text",
            "a\nb",
            "a\n",
            "old_string",
            "b",
            "new_string",
            ""),
        done(
            "memory_replace",
            "expands tabs to columns of eight, everywhere",
            "abc\td\n\te",
            "abc     d\n        x       y",
            "old_string",
            "\te",
            "new_string",
            "\tx\ty"),
        done("memory_insert", "appends without a line", "a", "a\nb", "new_string", "b"),
        done("memory_insert", "0 is before the first", "a", "b\na", "new_string", "b", LINE, 0),
        done("memory_insert", "n is after the nth", "a\nc", "a\nb\nc", "new_string", "b", LINE, 1),
        done("memory_insert", "-1 is the end", "a\nb", "a\nb\nc", "new_string", "c", LINE, -1),
        done("memory_insert", "several lines", "a\nd", "a\nb\nc\nd", "new_string", "b\nc", LINE, 1),
        done("memory_insert", "an empty value is one line", "", "\nb", "new_string", "b"),
        done("memory_insert", "expands tabs", "\ta", "        a\n        b", "new_string", "\tb"),
        done("memory_insert", "takes a number as text", "a", "b\na", "new_string", "b", LINE, "0"),
        done("memory_rethink", "replaces the whole value", "a\nb", "c", "new_memory", "c"),
        patched("replaces a line in its context", "a\nb\nc", "a\nx\nc", "@@\n a\n-b\n+x\n c"),
        patched("needs no marker of a hunk", "a\nb", "a\nx", "-b\n+x"),
        patched("applies hunks in turn", "a\nb\nc", "x\nb\ny", "@@\n-a\n+x\n@@\n-c\n+y"),
        patched("appends what has no context", "a", "a\nb\nc", "@@\n+b\n+c"),
        patched("passes over the heads of files", "a", "x", "--- a\n+++ b\n*** Begin\n-a\n+x"),
        patched("takes a blank line for an empty one", "a\n\nb", "a\n\nx", "@@\n a\n\n-b\n+x"),
        patched("expands tabs", "\ta\nb", "        a\nx", "@@\n \ta\n-b\n+x"));
  }

  private static final String LINE = "insert_line";

  static Stream<Row> failures() {
    return Stream.of(
        failed(
            "core_memory_replace",
            "no occurrence",
            "ValueError|Old content 'x' not found in memory block 'notes'",
            "old_content",
            "x",
            "new_content",
            "y"),
        failed(
            "core_memory_replace",
            "an empty old text",
            "ValueError|old_content must not be empty",
            "old_content",
            "",
            "new_content",
            "y"),
        failed(
            "memory_replace",
            "no occurrence",
            "ValueError|No replacement was performed|`x` did not appear verbatim|`notes`",
            "old_string",
            "x",
            "new_string",
            "y"),
        failed(
            "memory_replace",
            "several occurrences",
            "ValueError|No replacement was performed|Multiple occurrences|lines [1, 3]",
            "old_string",
            "a",
            "new_string",
            "y"),
        failed(
            "memory_replace",
            "a line number in the old text",
            "ValueError|old_string|line number prefix",
            "old_string",
            "1→ a",
            "new_string",
            "y"),
        failed(
            "memory_replace",
            "a line number in the new text",
            "ValueError|new_string|line number prefix",
            "old_string",
            "b",
            "new_string",
            "x\n  12→y"),
        failed(
            "memory_replace",
            "the remark in the old text",
            "ValueError|old_string|line number warning",
            "old_string",
            REMARK,
            "new_string",
            "y"),
        failed(
            "memory_insert",
            "a line behind the last",
            "ValueError|insert_line|[0, 3]",
            "new_string",
            "x",
            LINE,
            4),
        failed(
            "memory_insert",
            "a negative line",
            "ValueError|insert_line|[0, 3]",
            "new_string",
            "x",
            LINE,
            -2),
        failed("memory_insert", "a line number", "ValueError|new_string", "new_string", "1→ a"),
        failed("memory_insert", "the remark", "ValueError|new_string", "new_string", REMARK),
        failed("memory_rethink", "a line number", "ValueError|new_memory", "new_memory", "1→ a"),
        failed("memory_rethink", "the remark", "ValueError|new_memory", "new_memory", REMARK),
        failed("memory_apply_patch", "a line number", "ValueError|patch", "patch", "-b\n1→ a"),
        failed("memory_apply_patch", "the remark", "ValueError|patch", "patch", "+" + REMARK),
        failed(
            "memory_apply_patch",
            "no place that fits",
            "ValueError|Failed to apply patch|did not match",
            "patch",
            "@@\n-x\n+y"),
        failed(
            "memory_apply_patch",
            "several places that fit",
            "ValueError|Failed to apply patch|multiple places",
            "patch",
            "@@\n-a\n+y"),
        failed("memory_apply_patch", "no hunk", "ValueError|No valid hunks", "patch", "words"),
        failed("core_memory_append", "a missing argument", "TypeError|'content'"),
        failed("core_memory_append", "a wrong type", "TypeError|'content'", "content", 5),
        failed("memory_insert", "no number", "TypeError|insert_line", "new_string", "x", LINE, "x"),
        failed("memory", "an unknown command", "ValueError|" + COMMANDS, "command", "view"),
        failed("memory", "a missing command", "TypeError|'command'"));
  }

  private static final String REMARK = "# NOTE: Line numbers shown below are to help you";
  private static final String COMMANDS = "create|str_replace|insert|delete|rename";

  private static Row patched(String rule, String before, String after, String patch) {
    return done("memory_apply_patch", rule, before, after, "patch", patch);
  }

  private static Row done(
      String tool, String rule, String before, String after, Object... arguments) {
    return new Row(rule, tool, before, arguments(arguments), after, after);
  }

  /** On the value {@code a b a}, a line each. */
  private static Row failed(String tool, String rule, String told, Object... arguments) {
    String value = "a\nb\na";
    return new Row(rule, tool, value, arguments(arguments), value, told);
  }

  private static Map<String, Object> arguments(Object... arguments) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("label", "notes");
    for (int at = 0; at < arguments.length; at += 2) {
      values.put((String) arguments[at], arguments[at + 1]);
    }
    return values;
  }
}
