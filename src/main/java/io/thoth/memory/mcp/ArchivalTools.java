package io.thoth.memory.mcp;

import io.thoth.memory.archival.Passage;
import io.thoth.memory.archival.Passages;
import io.thoth.memory.archival.Passages.Found;
import io.thoth.memory.archival.Passages.Result;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tools for archival memory: passages to keep and to find again. */
final class ArchivalTools {
  private static final int USUAL_RESULTS = 5;
  private static final int MOST_RESULTS = 100;

  private final Bus bus;

  ArchivalTools(Bus bus) {
    this.bus = bus;
  }

  List<MemoryTool> tools() {
    return List.of(
        new MemoryTool(
            "archival_memory_insert",
            "Stores a text in archival memory, to be found again by archival_memory_search.",
            ToolSchema.ofAgent()
                .text("content", "What to remember; make it understandable on its own.")
                .texts("tags", "Words to find it by.")
                .object("metadata", "Anything else to keep with it.")
                .requiring("content"),
            true,
            this::insert),
        new MemoryTool(
            "archival_memory_search",
            "Searches archival memory by meaning and by words; the best passages come first.",
            ToolSchema.ofAgent()
                .text("query", "What to look for, in words.")
                .number("top_k", 1, MOST_RESULTS, "The most passages to return; usually 5.")
                .texts("tags", "Only passages with these tags.")
                .choice("tag_match_mode", List.of("any", "all"), "Any of the tags, or all of them.")
                .text("start_datetime", "Only passages from then on, ISO 8601.")
                .text("end_datetime", "Only passages until then, ISO 8601.")
                .requiring("query"),
            false,
            this::search));
  }

  private Said insert(ToolCall call) {
    Arguments arguments = call.arguments();
    Passages.Create question =
        new Passages.Create(
            call.agent(),
            null,
            arguments.text("content", "text"),
            arguments.texts("tags").orElse(null),
            arguments.object("metadata").orElse(null),
            null);
    Passage stored = bus.call(Passages.CREATE, question, call.changing());
    String tags = stored.tags().isEmpty() ? "" : "\nTags: " + String.join(", ", stored.tags());
    return Said.of(
        "Stored in archival memory as %s:\n%s%s".formatted(stored.id(), stored.text(), tags),
        Map.of("id", stored.id(), "created_at", Times.text(stored.createdAt())));
  }

  private Said search(ToolCall call) {
    Arguments arguments = call.arguments();
    Passages.Search question =
        new Passages.Search(
            call.agent(),
            arguments.text("query"),
            arguments.texts("tags").orElse(null),
            arguments.optionalText("tag_match_mode").orElse(null),
            arguments.number("top_k", "limit").orElse(USUAL_RESULTS),
            arguments.optionalText("start_datetime").orElse(null),
            arguments.optionalText("end_datetime").orElse(null),
            null,
            null);
    return shown(bus.call(Passages.SEARCH, question, call.reading()));
  }

  private static Said shown(Found found) {
    List<Result> results = found.results();
    String head =
        results.isEmpty()
            ? "Nothing in archival memory matches."
            : "Found %d passage%s:\n".formatted(results.size(), results.size() == 1 ? "" : "s");
    String list =
        IntStream.range(0, results.size())
            .mapToObj(i -> (i + 1) + ". " + line(results.get(i)))
            .collect(Collectors.joining("\n"));
    return Said.of(head + list, Json.object(Json.write(found)));
  }

  private static String line(Result result) {
    String tags = result.tags().isEmpty() ? "" : " [" + String.join(", ", result.tags()) + "]";
    return "(%s)%s %s".formatted(result.timestamp(), tags, result.content());
  }
}
