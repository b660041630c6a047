package io.thoth.memory.mcp;

import io.thoth.memory.bus.Bus;
import io.thoth.memory.tools.Tools;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Letta's tools that change core memory, done by the feature that runs them for agents: the same
 * rules, the same errors. What a tool returns is what is stored after it, read in its transaction.
 */
final class EditTools {
  /** What Thoth calls some arguments, by what Letta does. */
  private static final Map<String, String> OTHER_SPELLINGS =
      Map.of("memory_block", "label", "text", "content");

  private static final String LABEL = "The block, e.g. human or persona.";

  private final Bus bus;

  EditTools(Bus bus) {
    this.bus = bus;
  }

  List<MemoryTool> tools() {
    return List.of(
        edit(
            "core_memory_append",
            "Appends to a block of core memory, on a new line.",
            block().text("content", "What to append.").requiring("content")),
        edit(
            "core_memory_replace",
            "Replaces a text in a block of core memory, wherever it stands in it.",
            block()
                .text("old_content", "The text as it stands there, exactly.")
                .text("new_content", "What to put in its place; empty deletes it.")
                .requiring("old_content", "new_content")),
        edit(
            "memory_replace",
            "Replaces a text that stands exactly once in a block of core memory.",
            block()
                .text("old_string", "The text as it stands there, exactly.")
                .text("new_string", "What to put in its place; empty deletes it.")
                .requiring("old_string", "new_string")),
        edit(
            "memory_insert",
            "Inserts lines into a block of core memory.",
            block()
                .text("new_string", "The lines.")
                .number(
                    "insert_line", -1, Integer.MAX_VALUE, "After this line; 0 the top, -1 the end.")
                .requiring("new_string")),
        edit(
            "memory_rethink",
            "Rewrites a block of core memory as a whole.",
            block().text("new_memory", "All it shall hold.").requiring("new_memory")),
        edit(
            "memory_apply_patch",
            "Applies a patch: unified hunks on one block, or Add, Update, Delete and Move of"
                + " several.",
            block().text("patch", "The patch.").requiring("patch")),
        new MemoryTool(
            "memory", "Makes, edits, renames or detaches a block.", command(), true, this::run),
        new MemoryTool(
            "memory_finish_edits",
            "Says that editing is finished; changes nothing.",
            ToolSchema.ofAgent(),
            false,
            this::run));
  }

  private static ToolSchema block() {
    return ToolSchema.ofAgent().text("label", LABEL).text("memory_block", "The same as label.");
  }

  private static ToolSchema command() {
    return ToolSchema.ofAgent()
        .choice(
            "command",
            List.of("create", "str_replace", "insert", "delete", "rename"),
            "What to do; each takes some of the arguments below.")
        .text("path", "The block, as /memories/<label>.")
        .text("file_text", "create: what it holds at first.")
        .text("description", "create, rename: what the block is for.")
        .text("old_string", "str_replace: the text as it stands there, exactly once.")
        .text("new_string", "str_replace: what to put in its place.")
        .number("insert_line", -1, Integer.MAX_VALUE, "insert: after this line.")
        .text("insert_text", "insert: the lines.")
        .text("old_path", "rename: the block.")
        .text("new_path", "rename: its new name.")
        .requiring("command");
  }

  private MemoryTool edit(String name, String description, ToolSchema schema) {
    return new MemoryTool(name, description, schema, true, this::changed);
  }

  /** Says what the block holds now, which is what these tools return. */
  private Said changed(ToolCall call) {
    Tools.Result result = ask(call);
    if (result.failed() || result.funcReturn() == null) {
      return said(result);
    }
    String label = call.arguments().optionalText(CoreTools.LABEL).orElse("");
    return label.isEmpty() || result.text().startsWith("Successfully")
        ? said(result)
        : Said.of("Stored. '%s' now holds:\n%s".formatted(label, result.text()));
  }

  private Said run(ToolCall call) {
    return said(ask(call));
  }

  private static Said said(Tools.Result result) {
    return result.failed()
        ? Said.failed(result.text())
        : Said.of(result.funcReturn() == null ? "Done." : result.text());
  }

  private Tools.Result ask(ToolCall call) {
    Map<String, Object> arguments = new LinkedHashMap<>(call.arguments().without("agent_id"));
    OTHER_SPELLINGS.forEach(
        (other, name) -> {
          if (arguments.containsKey(other)) {
            call.arguments().optionalText(name, other).ifPresent(v -> arguments.put(name, v));
            arguments.remove(other);
          }
        });
    Tools.Run question = new Tools.Run(call.agent(), call.tool(), arguments, true);
    return bus.call(Tools.RUN, question, call.changing());
  }
}
