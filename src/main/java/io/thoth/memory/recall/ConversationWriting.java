package io.thoth.memory.recall;

import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.AgentBlocks;
import io.thoth.memory.core.Block;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Row;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.sql.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes, forks and deletes conversations. */
final class ConversationWriting {
  private final MessageStore messages;
  private final ConversationStore conversations;
  private final Contexts contexts;
  private final AgentBlocks blocks;
  private final Prompting prompting;

  ConversationWriting(
      MessageStore messages,
      ConversationStore conversations,
      Contexts contexts,
      AgentBlocks blocks,
      Prompting prompting) {
    this.messages = messages;
    this.conversations = conversations;
    this.contexts = contexts;
    this.blocks = blocks;
    this.prompting = prompting;
  }

  Work<Conversation> create(Conversations.Create question, Caller caller) {
    return tx -> {
      String agentId = AgentDirectory.require(tx, caller.tenant(), question.agentId()).id();
      List<String> labels = Objects.requireNonNullElse(question.isolatedBlockLabels(), List.of());
      List<String> isolated =
          labelled(tx, caller, agentId, labels).stream()
              .map(block -> blocks.copy(tx, caller, block).id())
              .toList();
      Conversation made =
          made(
              caller,
              agentId,
              question.summary(),
              question.model(),
              question.modelSettings(),
              isolated);
      begin(tx, caller, made);
      return shown(tx, caller, made.id());
    };
  }

  private List<Block> labelled(Tx tx, Caller caller, String agentId, List<String> labels) {
    List<Block> own =
        blocks.of(tx, caller.tenant(), List.of(agentId)).getOrDefault(agentId, List.of());
    List<Block> found = new ArrayList<>();
    for (String label : labels.stream().distinct().toList()) {
      found.add(
          own.stream()
              .filter(block -> block.label().equals(label))
              .findFirst()
              .orElseThrow(
                  () ->
                      new Fault(
                          FaultKind.NOT_FOUND,
                          "isolated_block_labels: the agent has no block '" + label + "'")));
    }
    return found;
  }

  private static Conversation made(
      Caller caller,
      String agentId,
      @Nullable String summary,
      @Nullable String model,
      @Nullable Map<String, Object> settings,
      List<String> isolated) {
    Instant now = Times.now();
    return new Conversation(
        Id.fresh(Id.CONVERSATION),
        agentId,
        summary,
        List.of(),
        isolated,
        model,
        settings,
        null,
        now,
        now,
        caller.actor(),
        caller.actor(),
        0,
        1);
  }

  /** Writes the conversation with its own system message. */
  private void begin(Tx tx, Caller caller, Conversation made) {
    conversations.insert(tx, caller, made);
    Place place = new Place(made.agentId(), made.id());
    String prompt = prompting.prompt(tx, caller.tenant(), place, made.createdAt()).text();
    Draft system =
        new Draft(null, "system", null, MessageBody.ofText(prompt), null, made.createdAt());
    conversations.append(
        tx, caller.tenant(), made.id(), messages.insert(tx, caller, place, List.of(system)));
  }

  /** The conversation as it is now, with its context. */
  Conversation shown(Tx tx, Caller caller, String conversationId) {
    return conversations
        .require(tx, caller.tenant(), conversationId)
        .with(contexts.ofConversation(tx, caller.tenant(), conversationId));
  }

  Work<Conversation> update(Conversations.Update question, Caller caller) {
    return tx -> {
      conversations.require(tx, caller.tenant(), question.conversationId());
      conversations.update(tx, caller, question);
      return shown(tx, caller, question.conversationId());
    };
  }

  Work<Messages.Done> delete(Conversations.Delete question, Caller caller) {
    return tx -> {
      Conversation gone =
          conversations.requireToChange(tx, caller.tenant(), question.conversationId());
      conversations.delete(tx, caller, gone);
      gone.isolatedBlockIds().forEach(id -> blocks.delete(tx, caller, id));
      long changed = messages.advance(tx, caller.tenant(), gone.agentId(), 1, 0);
      Hidden hidden = hide(tx, caller.tenant(), gone, changed);
      messages.hidden(tx, caller.tenant(), gone.agentId(), hidden.messages(), hidden.bytes());
      return new Messages.Done(gone.id(), Times.now());
    };
  }

  private record Hidden(int messages, long bytes) {
    static Hidden of(Row row) {
      return new Hidden(row.text("role").equals("system") ? 0 : 1, row.integer("bytes"));
    }

    Hidden and(Hidden other) {
      return new Hidden(messages + other.messages, bytes + other.bytes);
    }
  }

  /**
   * What stands in no other conversation is not told any more; answers how much was counted.
   * Nothing is joined: PostgreSQL made four seconds of a join over 700 messages of which it knew
   * too little.
   */
  private static Hidden hide(Tx tx, String tenant, Conversation gone, long changed) {
    List<Hidden> hidden =
        tx.query(
            """
            update message set deleted = 1, changed = ?
            where tenant = ? and agent_id = ? and deleted = 0 and conversation_id is not null
              and sequence in (select sequence from conversation_message
                where tenant = ? and conversation_id = ?)
              and (select count(*) from conversation_message c
                where c.tenant = message.tenant and c.agent_id = message.agent_id
                  and c.sequence = message.sequence
                  and (select v.deleted from conversation v
                    where v.tenant = c.tenant and v.id = c.conversation_id) = 0) = 0
            returning role, octet_length(body) as bytes
            """,
            Hidden::of,
            changed,
            tenant,
            gone.agentId(),
            tenant,
            gone.id());
    return hidden.stream().reduce(new Hidden(0, 0), Hidden::and);
  }

  Work<Conversation> fork(Conversations.Fork question, Caller caller) {
    return tx -> {
      String tenant = caller.tenant();
      Place origin = Place.find(tx, tenant, question.conversationId(), question.agentId());
      Conversation made = copy(tx, caller, origin);
      begin(tx, caller, made);
      share(tx, tenant, origin, made.id());
      count(tx, tenant, made.id());
      long changed = messages.advance(tx, tenant, made.agentId(), 1, 0);
      tx.update(
          "update message set changed = ? where tenant = ? and agent_id = ? and sequence in"
              + " (select sequence from conversation_message"
              + " where tenant = ? and conversation_id = ?)",
          changed,
          tenant,
          made.agentId(),
          tenant,
          made.id());
      return shown(tx, caller, made.id());
    };
  }

  private Conversation copy(Tx tx, Caller caller, Place origin) {
    if (origin.conversationId() == null) {
      return made(caller, origin.agentId(), null, null, null, List.of());
    }
    Conversation from = conversations.requireToChange(tx, caller.tenant(), origin.conversationId());
    List<String> isolated = new ArrayList<>();
    for (String id : from.isolatedBlockIds()) {
      blocks
          .find(tx, caller.tenant(), id)
          .ifPresent(block -> isolated.add(blocks.copy(tx, caller, block).id()));
    }
    return made(
        caller, from.agentId(), from.summary(), from.model(), from.modelSettings(), isolated);
  }

  private static void share(Tx tx, String tenant, Place origin, String conversationId) {
    String insert =
        "insert into conversation_message"
            + " (tenant, conversation_id, position, agent_id, sequence, in_context)";
    if (origin.conversationId() == null) {
      tx.update(
          insert
              + " select m.tenant, ?, 1 + row_number() over (order by m.sequence), m.agent_id,"
              + " m.sequence, m.in_context from message m where m.tenant = ? and m.agent_id = ?"
              + " and m.conversation_id is null and m.deleted = 0 and m.role <> 'system'",
          conversationId,
          tenant,
          origin.agentId());
      return;
    }
    tx.update(
        insert
            + " select c.tenant, ?, 1 + row_number() over (order by c.position), c.agent_id,"
            + " c.sequence, c.in_context from conversation_message c join message m"
            + " on m.tenant = c.tenant and m.agent_id = c.agent_id and m.sequence = c.sequence"
            + " where c.tenant = ? and c.conversation_id = ? and m.role <> 'system'",
        conversationId,
        tenant,
        origin.conversationId());
  }

  /** The fork counts what it shares, and was last spoken in when that was said. */
  private static void count(Tx tx, String tenant, String conversationId) {
    tx.update(
        """
        update conversation set
          position = (select max(position) from conversation_message
            where tenant = ? and conversation_id = ?),
          messages = (select count(*) - 1 from conversation_message
            where tenant = ? and conversation_id = ?)
        where tenant = ? and id = ?
        """,
        tenant,
        conversationId,
        tenant,
        conversationId,
        tenant,
        conversationId);
  }
}
