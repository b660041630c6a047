package io.thoth.memory.tools.run;

import org.jspecify.annotations.Nullable;

/** The tool {@code memory}: blocks as if they were files below {@code /memories}. */
final class MemoryCommand {
  private static final String ROOT = "/memories/";

  private MemoryCommand() {}

  static String run(ToolArguments arguments, WorkingMemory memory) {
    String command = arguments.text("command");
    return switch (command) {
      case "create" -> create(arguments, memory);
      case "str_replace" -> replace(arguments, memory);
      case "insert" -> insert(arguments, memory);
      case "delete" -> delete(arguments, memory);
      case "rename" -> rename(arguments, memory);
      default ->
          throw ToolFailure.ofValue(
              "Error: Unknown command '%s'. The commands are: create, str_replace, insert, delete, rename"
                  .formatted(command));
    };
  }

  private static String create(ToolArguments arguments, WorkingMemory memory) {
    String label = label(needed(arguments, "create", "path"));
    String description = needed(arguments, "create", "description");
    String text = arguments.textOrNull("file_text");
    memory.create(label, text == null ? "" : text, description);
    return "Successfully created memory block '" + label + "'. It is attached to this agent now.";
  }

  private static String replace(ToolArguments arguments, WorkingMemory memory) {
    String label = label(needed(arguments, "str_replace", "path"));
    String old = needed(arguments, "str_replace", "old_string");
    String fresh = needed(arguments, "str_replace", "new_string");
    return CoreTools.replaceOne(memory, label, old, fresh);
  }

  private static String insert(ToolArguments arguments, WorkingMemory memory) {
    String label = existing(memory, label(needed(arguments, "insert", "path")));
    String fresh = needed(arguments, "insert", "insert_text");
    return CoreTools.insert(
        memory, label, "insert_text", fresh, arguments.numberOrNull("insert_line"));
  }

  /** A failure of this one is returned, as a text, and not an error. */
  private static String delete(ToolArguments arguments, WorkingMemory memory) {
    String label = existing(memory, label(needed(arguments, "delete", "path")));
    try {
      memory.detach(label);
      return "Successfully deleted memory block '" + label + "'";
    } catch (ToolFailure failure) {
      return "Error performing delete: " + failure.getMessage();
    }
  }

  private static String rename(ToolArguments arguments, WorkingMemory memory) {
    String from = arguments.textOrNull("old_path");
    String to = arguments.textOrNull("new_path");
    if (from != null && to != null) {
      String old = existing(memory, label(from));
      String fresh = label(to);
      memory.rename(old, fresh);
      return "Successfully renamed memory block '%s' to '%s'. It keeps its value."
          .formatted(old, fresh);
    }
    String path = arguments.textOrNull("path");
    String description = arguments.textOrNull("description");
    if (path == null || description == null) {
      throw ToolFailure.ofValue(
          "Error: rename needs either old_path and new_path, or path and description");
    }
    String label = existing(memory, label(path));
    memory.describe(label, description);
    return "Successfully updated description of memory block '" + label + "'. It keeps its value.";
  }

  private static String needed(ToolArguments arguments, String command, String name) {
    @Nullable String text = arguments.textOrNull(name);
    if (text == null) {
      throw ToolFailure.ofValue("Error: " + name + " is required for the command " + command);
    }
    return text;
  }

  private static String label(String path) {
    if (path.startsWith(ROOT)) {
      return path.substring(ROOT.length());
    }
    return path.startsWith("/") ? path.substring(1) : path;
  }

  /** Letta writes a slash inside of a label as {@code _} in some commands; both are found here. */
  private static String existing(WorkingMemory memory, String label) {
    String flat = label.replace('/', '_');
    return !memory.has(label) && memory.has(flat) ? flat : label;
  }
}
