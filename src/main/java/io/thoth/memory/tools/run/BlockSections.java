package io.thoth.memory.tools.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A patch of several blocks: sections that add, update, move and delete blocks, in their order. */
final class BlockSections {
  private static final Pattern HEAD =
      Pattern.compile("\\*\\*\\* (?<verb>Add Block|Update Block|Delete Block|Move to):(?<name>.*)");
  private static final String DESCRIPTION = "Description:";

  /** One block's part of the patch. */
  private static final class Section {
    private final String verb;
    private final String label;
    private final List<String> lines = new ArrayList<>();
    private @Nullable String moveTo;

    Section(String verb, String label) {
      this.verb = verb;
      this.label = label;
    }
  }

  private BlockSections() {}

  /** Whether the patch names its blocks itself. */
  static boolean isOne(String patch) {
    return patch.lines().anyMatch(line -> HEAD.matcher(line).matches());
  }

  /** Does it all in the working memory; answers what was done, as lines. */
  static String apply(WorkingMemory memory, String patch) {
    List<String> done = new ArrayList<>();
    for (Section section : sections(patch)) {
      switch (section.verb) {
        case "Add Block" -> done.add(add(memory, section));
        case "Delete Block" -> done.add(delete(memory, section));
        default -> done.addAll(update(memory, section));
      }
    }
    return "Successfully applied memory patch operations.\n"
        + String.join("\n", done.stream().map(line -> "- " + line).toList());
  }

  private static String add(WorkingMemory memory, Section section) {
    String description = null;
    List<String> value = new ArrayList<>();
    for (String line : section.lines) {
      if (line.startsWith("+")) {
        value.add(TextEdits.expandTabs(line.substring(1)));
      } else if (line.startsWith(DESCRIPTION)) {
        description = line.substring(DESCRIPTION.length()).strip();
      }
    }
    memory.create(section.label, String.join("\n", value), description);
    return "Created memory block '" + section.label + "'";
  }

  private static String delete(WorkingMemory memory, Section section) {
    memory.detach(section.label);
    return "Deleted memory block '" + section.label + "'";
  }

  private static List<String> update(WorkingMemory memory, Section section) {
    List<String> done = new ArrayList<>();
    boolean hunks = section.lines.stream().anyMatch(line -> line.matches("[-+ @].*"));
    if (hunks || section.moveTo == null) {
      String value = memory.value(section.label);
      memory.rewrite(section.label, Hunks.apply(value, section.lines));
      done.add("Updated memory block '" + section.label + "'");
    }
    String moveTo = section.moveTo;
    if (moveTo != null) {
      memory.rename(section.label, moveTo);
      done.add("Renamed memory block '" + section.label + "' to '" + moveTo + "'");
    }
    return done;
  }

  private static List<Section> sections(String patch) {
    List<Section> sections = new ArrayList<>();
    for (String line : patch.lines().toList()) {
      Matcher head = HEAD.matcher(line);
      if (head.matches()) {
        open(sections, head.group("verb"), head.group("name").strip());
      } else if (!sections.isEmpty() && !line.startsWith("*** ")) {
        sections.getLast().lines.add(line);
      }
    }
    return sections;
  }

  private static void open(List<Section> sections, String verb, String name) {
    if (name.isEmpty()) {
      throw ToolFailure.ofValue("'*** " + verb + ":' must name a memory block");
    }
    if (!verb.equals("Move to")) {
      sections.add(new Section(verb, name));
      return;
    }
    Section updated =
        Optional.of(sections)
            .filter(all -> !all.isEmpty() && all.getLast().verb.equals("Update Block"))
            .map(List::getLast)
            .orElseThrow(
                () -> ToolFailure.ofValue("'*** Move to:' must follow an '*** Update Block:'"));
    updated.moveTo = name;
  }
}
