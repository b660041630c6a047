package io.thoth.memory.tools.python;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A docstring in Google's style: a summary, then sections, of which the one of arguments is read.
 *
 * @param summary all before the first section; null when there is nothing
 * @param arguments what is said of each, by its name
 */
record Docstring(@Nullable String summary, Map<String, String> arguments) {
  private static final Set<String> ARGUMENTS = Set.of("Args:", "Arguments:", "Parameters:");
  private static final Set<String> OTHERS =
      Set.of(
          "Returns:", "Return:", "Raises:", "Yields:", "Example:", "Examples:", "Note:", "Notes:");
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?<name>\\*{0,2}[\\p{L}_][\\p{L}\\p{N}_]*)\\s*(?:\\([^:]*\\))?\\s*:(?<text>.*)");

  static Docstring of(@Nullable String text) {
    if (text == null) {
      return new Docstring(null, Map.of());
    }
    StringBuilder summary = new StringBuilder();
    Map<String, String> arguments = new LinkedHashMap<>();
    List<String> lines = text.stripIndent().lines().toList();
    int at = 0;
    while (at < lines.size() && !isHeading(lines.get(at))) {
      summary.append(lines.get(at++).strip()).append('\n');
    }
    while (at < lines.size()) {
      boolean wanted = ARGUMENTS.contains(lines.get(at++).strip());
      int end = at;
      while (end < lines.size() && !isHeading(lines.get(end))) {
        end++;
      }
      if (wanted) {
        read(lines.subList(at, end), arguments);
      }
      at = end;
    }
    String said = summary.toString().strip();
    return new Docstring(said.isEmpty() ? null : said, arguments);
  }

  @Nullable String ofArgument(String argument) {
    return arguments.get(argument);
  }

  private static boolean isHeading(String line) {
    return ARGUMENTS.contains(line.strip()) || OTHERS.contains(line.strip());
  }

  /** An entry begins at the indent of the first one; what stands deeper goes on with it. */
  private static void read(List<String> lines, Map<String, String> arguments) {
    int indent = -1;
    String current = null;
    for (String line : lines) {
      if (line.isBlank()) {
        continue;
      }
      int depth = line.length() - line.stripLeading().length();
      indent = indent < 0 ? depth : indent;
      Matcher entry = ENTRY.matcher(line.strip());
      if (depth <= indent && entry.matches()) {
        current = entry.group("name").replace("*", "");
        arguments.put(current, entry.group("text").strip());
      } else if (current != null) {
        arguments.merge(current, line.strip(), (said, more) -> (said + " " + more).strip());
      }
    }
  }
}
