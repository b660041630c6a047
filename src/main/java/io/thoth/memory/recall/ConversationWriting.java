package io.thoth.memory.recall;

import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.AgentBlocks;
import io.thoth.memory.core.Block;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.sql.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes conversations and changes what is said of them. */
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
      // Before the blocks are counted, as whoever forks or deletes does.
      messages.advance(tx, caller.tenant(), agentId, 0, 0);
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
      conversations.insert(tx, caller, made);
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

  static Conversation made(
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

  /** Writes a conversation's own system message. */
  void begin(Tx tx, Caller caller, Conversation made) {
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
}
