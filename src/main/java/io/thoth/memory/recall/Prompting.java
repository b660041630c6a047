package io.thoth.memory.recall;

import io.thoth.memory.agents.Agent;
import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.archival.ArchiveDirectory;
import io.thoth.memory.core.AgentBlocks;
import io.thoth.memory.core.Block;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes system prompts out of what is stored now, inside the transaction given. */
final class Prompting {
  private final AgentBlocks blocks;

  Prompting(AgentBlocks blocks) {
    this.blocks = blocks;
  }

  private record Recall(long messages, Instant recompiledAt) {}

  SystemPrompt prompt(Tx tx, String tenant, Place place) {
    Recall recall = recall(tx, tenant, place.agentId());
    return prompt(tx, tenant, place, recall.recompiledAt());
  }

  SystemPrompt prompt(Tx tx, String tenant, Place place, Instant recompiledAt) {
    Agent agent = AgentDirectory.agent(tx, tenant, place.agentId());
    return new SystemPrompt(
        agent.system(),
        blocks(tx, tenant, place),
        agent.id(),
        place.conversationId() == null ? Conversations.DEFAULT : place.conversationId(),
        recompiledAt,
        recall(tx, tenant, place.agentId()).messages(),
        ArchiveDirectory.passages(tx, tenant, place.agentId()));
  }

  private static Recall recall(Tx tx, String tenant, String agentId) {
    return tx.one(
            "select messages, recompiled_at from recall where tenant = ? and agent_id = ?",
            row ->
                new Recall(row.integer("messages"), Times.ofMicros(row.integer("recompiled_at"))),
            tenant,
            agentId)
        .orElseGet(() -> new Recall(0, Times.now()));
  }

  /** The agent's blocks, in a conversation with its private copies in place of theirs. */
  private List<Block> blocks(Tx tx, String tenant, Place place) {
    List<Block> own =
        blocks.of(tx, tenant, List.of(place.agentId())).getOrDefault(place.agentId(), List.of());
    if (place.conversationId() == null) {
      return own;
    }
    Map<String, Block> isolated = new HashMap<>();
    for (String id : isolated(tx, tenant, place.conversationId())) {
      blocks.find(tx, tenant, id).ifPresent(block -> isolated.put(block.label(), block));
    }
    List<Block> seen = new ArrayList<>();
    own.forEach(block -> seen.add(isolated.getOrDefault(block.label(), block)));
    return seen;
  }

  private static List<String> isolated(Tx tx, String tenant, String conversationId) {
    return tx.one(
            "select isolated from conversation where tenant = ? and id = ?",
            row -> Json.texts(row.text("isolated")),
            tenant,
            conversationId)
        .orElse(List.of());
  }

  /** The same messages, the agents' own system messages with their text of now. */
  List<Message> filled(Tx tx, String tenant, List<Message> messages) {
    List<Message> filled = new ArrayList<>(messages.size());
    for (Message message : messages) {
      boolean own = message.id().equals(MessageStore.systemId(message.agentId()));
      filled.add(own ? filled(tx, tenant, message) : message);
    }
    return filled;
  }

  private Message filled(Tx tx, String tenant, Message message) {
    return withText(message, prompt(tx, tenant, new Place(message.agentId(), null)).text());
  }

  static Message withText(Message message, @Nullable String text) {
    return new Message(
        message.id(),
        message.agentId(),
        message.conversationId(),
        message.sequence(),
        message.role(),
        message.text(),
        MessageBody.ofText(text == null ? "" : text),
        message.otid(),
        message.inContext(),
        message.createdById(),
        message.createdAt());
  }
}
