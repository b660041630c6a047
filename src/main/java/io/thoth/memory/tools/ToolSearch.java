package io.thoth.memory.tools;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds tools by their words: of each word of the question a tool gets the logarithm of how rare
 * the word is among the tools. There are few tools, so they are looked through one by one.
 */
final class ToolSearch {
  private static final int USUAL_LIMIT = 50;

  private ToolSearch() {}

  static List<Tools.Match> best(List<Tool> tools, Tools.Search question) {
    int limit = question.limit() == null ? USUAL_LIMIT : question.limit();
    List<Tool> wanted = tools.stream().filter(tool -> isWanted(tool, question)).toList();
    String query = question.query();
    if (query == null || query.isBlank()) {
      return wanted.stream().limit(limit).map(tool -> match(tool, null, 0)).toList();
    }
    return ranked(scored(wanted, words(query)), limit);
  }

  private static boolean isWanted(Tool tool, Tools.Search question) {
    List<String> types = question.toolTypes();
    List<String> tags = question.tags();
    return (types == null || types.isEmpty() || types.contains(tool.toolType()))
        && (tags == null || tags.isEmpty() || tags.stream().anyMatch(tool.tags()::contains));
  }

  private record Scored(Tool tool, double score) {}

  private static List<Scored> scored(List<Tool> tools, Set<String> query) {
    Map<String, Integer> having = new HashMap<>();
    List<Set<String>> words = new ArrayList<>();
    for (Tool tool : tools) {
      Set<String> found = words(text(tool));
      found.retainAll(query);
      words.add(found);
      found.forEach(word -> having.merge(word, 1, Integer::sum));
    }
    List<Scored> scored = new ArrayList<>();
    for (int i = 0; i < tools.size(); i++) {
      double score =
          words.get(i).stream()
              .mapToDouble(
                  word -> Math.log(1 + (double) tools.size() / having.getOrDefault(word, 1)))
              .sum();
      if (score > 0) {
        scored.add(new Scored(tools.get(i), score));
      }
    }
    return scored;
  }

  private static List<Tools.Match> ranked(List<Scored> scored, int limit) {
    scored.sort(
        Comparator.comparingDouble(Scored::score)
            .reversed()
            .thenComparing(one -> one.tool().name()));
    List<Tools.Match> matches = new ArrayList<>();
    for (Scored one : scored.subList(0, Math.min(limit, scored.size()))) {
      matches.add(match(one.tool(), matches.size() + 1, one.score()));
    }
    return matches;
  }

  private static Tools.Match match(Tool tool, @Nullable Integer rank, double score) {
    return new Tools.Match(tool, text(tool), rank, null, score);
  }

  private static String text(Tool tool) {
    String description = tool.description() == null ? "" : tool.description();
    return tool.name() + " " + tool.name().replace('_', ' ') + " " + description;
  }

  private static Set<String> words(String text) {
    Set<String> words =
        new HashSet<>(List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")));
    words.remove("");
    return words;
  }
}
