package io.thoth.memory.mcp;

import io.thoth.memory.bus.Bus;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import io.thoth.memory.recall.Message;
import io.thoth.memory.recall.MessageSearch;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The tool that searches what was said. */
final class ConversationTools {
  private static final int USUAL_RESULTS = 5;
  private static final int MOST_RESULTS = 100;

  private final Bus bus;

  ConversationTools(Bus bus) {
    this.bus = bus;
  }

  List<MemoryTool> tools() {
    return List.of(
        new MemoryTool(
            "conversation_search",
            "Searches earlier conversations by meaning and by words; the best messages come first.",
            ToolSchema.ofAgent()
                .text("query", "What to look for, in words.")
                .number("limit", 1, MOST_RESULTS, "The most messages to return; usually 5.")
                .texts("roles", "Only messages of these: user, assistant or tool.")
                .text("session_id", "Only messages of this conversation, conv-….")
                .text("start_date", "Only messages from then on, ISO 8601.")
                .text("end_date", "Only messages until then, ISO 8601.")
                .requiring("query"),
            false,
            this::search));
  }

  private Said search(ToolCall call) {
    Arguments arguments = call.arguments();
    MessageSearch.Ask question =
        new MessageSearch.Ask(
            arguments.text("query"),
            "hybrid",
            arguments.texts("roles").orElse(null),
            call.agent(),
            arguments.optionalText("conversation_id", "session_id").orElse(null),
            arguments.number("limit", "top_k").orElse(USUAL_RESULTS),
            arguments.optionalText("start_date").orElse(null),
            arguments.optionalText("end_date").orElse(null));
    List<MessageSearch.Match> found =
        bus.call(MessageSearch.SEARCH, question, call.reading()).matches();
    String list =
        IntStream.range(0, found.size())
            .mapToObj(i -> (i + 1) + ". " + line(found.get(i).message()))
            .collect(Collectors.joining("\n"));
    String head = found.isEmpty() ? "No earlier message matches." : "Found:\n";
    Object ids = found.stream().map(match -> match.message().id()).toList();
    return Said.of(head + list, Json.object(Json.write(Map.of("message_ids", ids))));
  }

  private static String line(Message message) {
    return "(%s) %s: %s"
        .formatted(
            Times.text(message.createdAt()),
            message.role(),
            Objects.requireNonNullElse(message.text(), ""));
  }
}
