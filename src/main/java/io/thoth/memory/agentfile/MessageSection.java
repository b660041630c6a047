package io.thoth.memory.agentfile;

import com.fasterxml.jackson.core.JsonGenerator;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.recall.Message;
import io.thoth.memory.recall.Messages;
import io.thoth.memory.recall.Placements;
import io.thoth.memory.recall.RecallArrivals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every message of the agents but their own system messages, and where each stands. */
final class MessageSection {
  private final Bus bus;
  private final Caller caller;
  private final Wanted wanted;
  private final Gathering gathered;
  private final JsonGenerator json;
  private long number;

  /**
   * @param number the first that no message has yet
   */
  MessageSection(
      Bus bus, Caller caller, Wanted wanted, Gathering gathered, JsonGenerator json, long number) {
    this.bus = bus;
    this.caller = caller;
    this.wanted = wanted;
    this.gathered = gathered;
    this.json = json;
    this.number = number;
  }

  void write() throws IOException {
    for (String agentId : gathered.agents.keySet()) {
      List<Message> page = rows(agentId, 0);
      while (!page.isEmpty()) {
        messages(agentId, page);
        page = rows(agentId, page.getLast().sequence());
      }
    }
  }

  private List<Message> rows(String agentId, long after) {
    return bus.call(Messages.ROWS, new Messages.Rows(agentId, after, Gathering.PAGE), caller)
        .messages();
  }

  private void messages(String agentId, List<Message> page) throws IOException {
    long first = page.getFirst().sequence();
    long last = page.getLast().sequence();
    Map<Long, List<Placements.Placement>> placements =
        bus
            .call(Placements.ASK, new Placements.Among(agentId, first, last), caller)
            .placements()
            .stream()
            .collect(Collectors.groupingBy(Placements.Placement::sequence));
    for (Message message : page) {
      message(message, placements.getOrDefault(message.sequence(), List.of()));
    }
  }

  private void message(Message message, List<Placements.Placement> placements) throws IOException {
    if (message.id().equals(RecallArrivals.systemId(message.agentId()))) {
      return; // made anew wherever the agent is
    }
    String agent = gathered.agentIds.of(message.agentId());
    Map<String, @Nullable Object> shape =
        LettaShapes.wholeMessage(message, "message-" + number, agent);
    if (wanted.conversationId() != null) {
      Optional<Placements.Placement> own =
          placements.stream()
              .filter(place -> place.conversationId().equals(wanted.conversationId()))
              .findFirst();
      if (own.isEmpty() || message.role().equals("system")) {
        return;
      }
      shape.put("in_context", own.get().inContext());
      shape.put("conversation_id", null);
      shape.put("placements", List.of());
    } else {
      Optional<String> origin = gathered.conversationIds.find(message.conversationId());
      List<Object> standing = standing(placements);
      if (message.conversationId() != null && standing.isEmpty()) {
        return; // said in a conversation that was made meanwhile
      }
      shape.put("conversation_id", origin.orElse(null));
      shape.put("placements", standing);
    }
    number++;
    AgentFileExport.item(json, shape);
  }

  private List<Object> standing(List<Placements.Placement> placements) {
    List<Object> standing = new ArrayList<>();
    List<Placements.Placement> sorted = new ArrayList<>(placements);
    sorted.sort(
        Comparator.comparing(place -> gathered.conversationIds.place(place.conversationId())));
    for (Placements.Placement place : sorted) {
      gathered
          .conversationIds
          .find(place.conversationId())
          .ifPresent(
              id -> {
                Map<String, Object> shape = new LinkedHashMap<>();
                shape.put("conversation_id", id);
                shape.put("position", place.position());
                shape.put("in_context", place.inContext());
                standing.add(shape);
              });
    }
    return standing;
  }
}
