package io.thoth.memory.letta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Json;
import io.thoth.memory.recall.ConversationArrivals;
import io.thoth.memory.recall.ConversationArrivals.Said;
import io.thoth.memory.recall.Conversations;
import io.thoth.memory.recall.RecallArrivals;
import io.thoth.memory.recall.RecallArrivals.ArrivingConversation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Carries the conversations of an agent, with their own blocks, and says what stands in them. */
final class ConversationImport {
  private final Move move;
  private final BlockImport blocks;

  ConversationImport(Move move, BlockImport blocks) {
    this.move = move;
    this.blocks = blocks;
  }

  void ofAgent(Owner agent) {
    boolean offered =
        move.pages()
            .each(
                "/v1/conversations/?order=asc&agent_id=" + agent.id(),
                Id.CONVERSATION,
                null,
                page -> page.forEach(item -> bring(agent, item)));
    if (!offered) {
      move.tally().notOffered("GET /v1/conversations/");
    }
  }

  private void bring(Owner agent, Item item) {
    Landing landing = move.landing();
    String id = item.id(Id.CONVERSATION);
    if (landing.read(tx -> ConversationArrivals.isGone(tx, landing.tenant(), id))) {
      move.tally().deleted(Tally.CONVERSATIONS, id);
      return;
    }
    try {
      ArrivingConversation arriving = arriving(agent, item);
      boolean fresh = begin(arriving);
      move.tally().came(Tally.CONVERSATIONS, 1, fresh ? 1 : 0);
      Set<String> context = Set.copyOf(item.ids("in_context_message_ids", Id.MESSAGE));
      messages(agent, arriving, context);
    } catch (Fault fault) {
      Refusal.require(fault);
      move.tally().refused(Tally.CONVERSATIONS, id, fault);
    }
  }

  private ArrivingConversation arriving(Owner agent, Item item) {
    ObjectNode fields = item.json().deepCopy().put("agent_id", agent.id());
    Conversations.Create checked = Json.convert(fields, Conversations.Create.class);
    return new ArrivingConversation(
        item.id(Id.CONVERSATION),
        agent.id(),
        checked.summary(),
        checked.model(),
        checked.modelSettings(),
        blocks.fetched(item.ids("isolated_block_ids", Id.BLOCK)),
        item.time("last_message_at"),
        item.time("created_at"),
        item.time("updated_at"));
  }

  private boolean begin(ArrivingConversation arriving) {
    Landing landing = move.landing();
    return landing.write(
        tx -> {
          boolean fresh = !RecallArrivals.hasConversation(tx, landing.tenant(), arriving.id());
          if (fresh) {
            landing.recall().conversation(tx, landing.caller(), arriving);
          }
          return fresh;
        });
  }

  private void messages(Owner agent, ArrivingConversation conversation, Set<String> context) {
    Landing landing = move.landing();
    Optional<String> after =
        landing.read(tx -> ConversationArrivals.last(tx, landing.tenant(), conversation.id()));
    boolean offered =
        move.pages()
            .each(
                "/v1/conversations/" + conversation.id() + "/messages?order=asc&include_err=true",
                Id.MESSAGE,
                after.orElse(null),
                page -> place(agent, conversation, context, page));
    if (!offered) {
      move.tally().notOffered("GET /v1/conversations/{conversation_id}/messages");
    }
  }

  private void place(
      Owner agent, ArrivingConversation conversation, Set<String> context, List<Item> page) {
    List<Said> said = new ArrayList<>();
    for (MessageShape.Told told : MessageShape.grouped(page)) {
      String origin = wasSaidIn(conversation, told) ? conversation.id() : null;
      try {
        said.add(new Said(told.arriving(origin, false), context.contains(told.id())));
      } catch (Fault fault) {
        Refusal.require(fault); // told with the agent's messages already
      }
    }
    Landing landing = move.landing();
    long fresh =
        landing.write(
            tx ->
                landing
                    .conversations()
                    .write(tx, landing.caller(), agent.id(), conversation.id(), said));
    move.tally().carried(Tally.MESSAGES, fresh);
  }

  /** A fork shares what was said before it was made; its system message is its own. */
  private static boolean wasSaidIn(ArrivingConversation conversation, MessageShape.Told told) {
    Instant made = conversation.createdAt();
    Instant said = told.parts().getFirst().time("date");
    return told.isSystem() || made == null || said == null || !said.isBefore(made);
  }
}
