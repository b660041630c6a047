package io.thoth.memory.tools.run;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tools that change core memory. Each answers what its caller is told; null is nothing. */
public final class CoreTools {
  private static final Set<String> NAMES =
      Set.of(
          "core_memory_append",
          "core_memory_replace",
          "memory_replace",
          "memory_insert",
          "memory_rethink",
          "memory_finish_edits",
          "memory_apply_patch",
          "memory",
          "rethink_memory",
          "send_message");

  private CoreTools() {}

  /** Whether this is one of them; sending a message is, because it changes nothing at all. */
  public static boolean has(String tool) {
    return NAMES.contains(tool);
  }

  /** Runs a tool in the working memory, which is not saved here. */
  public static @Nullable String run(ToolArguments arguments, WorkingMemory memory) {
    return switch (arguments.tool()) {
      case "core_memory_append" -> append(arguments, memory);
      case "core_memory_replace" -> replaceAll(arguments, memory);
      case "memory_replace" ->
          replaceOne(
              memory,
              arguments.text("label"),
              arguments.text("old_string"),
              arguments.text("new_string"));
      case "memory_insert" ->
          insert(
              memory,
              arguments.text("label"),
              "new_string",
              arguments.text("new_string"),
              arguments.numberOrNull("insert_line"));
      case "memory_rethink" -> rethink(arguments, "label", memory);
      case "rethink_memory" -> rethink(arguments, "target_block_label", memory);
      case "memory_finish_edits" -> null;
      case "memory_apply_patch" -> patch(arguments, memory);
      case "memory" -> MemoryCommand.run(arguments, memory);
      case "send_message" -> {
        arguments.text("message");
        yield "Sent message successfully.";
      }
      default -> throw new IllegalArgumentException(arguments.tool() + " is no core memory tool");
    };
  }

  private static String append(ToolArguments arguments, WorkingMemory memory) {
    String label = arguments.text("label");
    String content = arguments.text("content");
    return memory.rewrite(label, memory.value(label) + "\n" + content);
  }

  private static String replaceAll(ToolArguments arguments, WorkingMemory memory) {
    String label = arguments.text("label");
    String old = arguments.text("old_content");
    String fresh = arguments.text("new_content");
    return memory.rewrite(label, TextEdits.replaceAll(label, memory.value(label), old, fresh));
  }

  static String replaceOne(WorkingMemory memory, String label, String old, String fresh) {
    String value = memory.value(label);
    LineNumbers.refuseBoth("old_string", old);
    LineNumbers.refuse("new_string", fresh);
    return memory.rewrite(label, TextEdits.replaceOne(label, value, old, fresh));
  }

  static String insert(
      WorkingMemory memory, String label, String argument, String fresh, @Nullable Integer line) {
    String value = memory.value(label);
    LineNumbers.refuseBoth(argument, fresh);
    return memory.rewrite(label, TextEdits.insert(value, fresh, line == null ? -1 : line));
  }

  private static String rethink(ToolArguments arguments, String named, WorkingMemory memory) {
    String label = arguments.text(named);
    String fresh = arguments.text("new_memory");
    memory.value(label);
    LineNumbers.refuseBoth("new_memory", fresh);
    return memory.rewrite(label, fresh);
  }

  private static String patch(ToolArguments arguments, WorkingMemory memory) {
    String patch = arguments.text("patch");
    LineNumbers.refuseBoth("patch", patch);
    if (BlockSections.isOne(patch)) {
      return BlockSections.apply(memory, patch);
    }
    String label = arguments.text("label");
    return memory.rewrite(label, Hunks.apply(memory.value(label), patch.lines().toList()));
  }
}
