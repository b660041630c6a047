package io.thoth.memory.letta;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.recall.RecallArrivals;
import io.thoth.memory.recall.RecallArrivals.ArrivingMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Carries all messages of an agent in the order they came, as if they were of its own conversation;
 * what was said in others is placed there afterwards.
 */
final class MessageImport {
  private static final String WHOLE = "order=asc&include_err=true&use_assistant_message=false";

  private final Move move;

  MessageImport(Move move) {
    this.move = move;
  }

  /**
   * @param context ids of the messages in the agent's context, its system message first
   */
  void ofAgent(Owner agent, List<String> context) {
    Landing landing = move.landing();
    Optional<String> after =
        landing.read(tx -> RecallArrivals.last(tx, landing.tenant(), agent.id()));
    Set<String> inContext = Set.copyOf(context);
    boolean offered =
        move.pages()
            .each(
                "/v1/agents/" + agent.id() + "/messages?" + WHOLE,
                Id.MESSAGE,
                after.orElse(null),
                page -> bring(agent, own(agent, context, page), inContext));
    if (!offered) {
      move.tally().notOffered("GET /v1/agents/{agent_id}/messages");
    }
  }

  /** All but the agent's own system message, which is made anew from its prompt and blocks. */
  private static List<MessageShape.Told> own(Owner agent, List<String> context, List<Item> page) {
    String system = context.isEmpty() ? "" : context.getFirst();
    return MessageShape.grouped(page).stream()
        .filter(told -> !(told.isSystem() && told.id().equals(system)))
        .filter(told -> !told.id().equals(RecallArrivals.systemId(agent.id())))
        .toList();
  }

  private void bring(Owner agent, List<MessageShape.Told> page, Set<String> context) {
    List<ArrivingMessage> messages = new ArrayList<>();
    for (MessageShape.Told told : page) {
      try {
        messages.add(told.arriving(null, context.contains(told.id())));
      } catch (Fault fault) {
        Refusal.require(fault);
        move.tally().refused(Tally.MESSAGES, told.id(), fault);
      }
    }
    move.tally().came(Tally.MESSAGES, messages.size(), write(agent, messages));
    move.steps().reached(Tally.MESSAGES, agent, move.tally().carried(Tally.MESSAGES));
  }

  private long write(Owner agent, List<ArrivingMessage> messages) {
    Landing landing = move.landing();
    List<String> ids = messages.stream().map(ArrivingMessage::id).toList();
    return landing.write(
        tx -> {
          Set<String> known = RecallArrivals.known(tx, landing.tenant(), agent.id(), ids);
          List<ArrivingMessage> fresh =
              messages.stream().filter(one -> !known.contains(one.id())).toList();
          landing.recall().write(tx, landing.caller(), agent.id(), fresh);
          return fresh.size();
        });
  }
}
