package io.thoth.memory.letta;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Counts what the old server has and this import leaves there. */
final class NotCarried {
  /**
   * @param counting answers the number of all; empty where there is no such route
   * @param listing answers the first of them
   */
  private record Kind(String name, String counting, String listing, String reason) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "folders",
              "/v1/folders/count",
              "/v1/folders/?limit=100",
              "the files in them are not given back as they were: upload them again"),
          new Kind(
              "groups",
              "/v1/groups/count",
              "/v1/groups/?limit=100",
              "nothing here runs several agents together"),
          new Kind(
              "MCP servers",
              "",
              "/v1/mcp-servers/",
              "they hold secrets: register them anew; their tools are here"),
          new Kind(
              "providers",
              "",
              "/v1/providers/?limit=100",
              "they hold keys, and no model is called here"),
          new Kind(
              "runs",
              "",
              "/v1/runs/?limit=100",
              "they tell what was executed there; their messages are here"));

  private static final int FULL = 100;

  private final Move move;

  NotCarried(Move move) {
    this.move = move;
  }

  void run() {
    for (Kind kind : KINDS) {
      Optional<Long> counted = kind.counting().isEmpty() ? Optional.empty() : count(kind);
      long some = counted.orElseGet(() -> listed(kind));
      boolean more = counted.isEmpty() && some >= FULL;
      move.tally().left(kind.name(), some, (more ? "or more; " : "") + kind.reason());
    }
  }

  private Optional<Long> count(Kind kind) {
    return move.client()
        .get(kind.counting())
        .filter(JsonNode::isIntegralNumber)
        .map(JsonNode::longValue);
  }

  private long listed(Kind kind) {
    try {
      Optional<JsonNode> told = move.client().getBounded(kind.listing());
      if (told.isEmpty()) {
        move.tally().notOffered("GET " + kind.listing().replaceFirst("\\?.*", ""));
      }
      return told.map(JsonNode::size).orElse(0);
    } catch (LettaClient.TooLarge e) {
      return FULL;
    }
  }
}
