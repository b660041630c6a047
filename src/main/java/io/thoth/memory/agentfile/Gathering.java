package io.thoth.memory.agentfile;

import io.thoth.memory.agents.Agents;
import io.thoth.memory.archival.ArchivalRows;
import io.thoth.memory.archival.Archive;
import io.thoth.memory.archival.Archives;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.Block;
import io.thoth.memory.core.Blocks;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.recall.Conversation;
import io.thoth.memory.recall.Conversations;
import io.thoth.memory.recall.Message;
import io.thoth.memory.recall.Placements;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What of a file is small and known before its first byte is written: agents, blocks, tools, and
 * which archives and conversations there are. A fault when something that is wanted is not there.
 */
final class Gathering {
  static final int PAGE = 100;

  final Map<String, Agents.AgentState> agents = new LinkedHashMap<>();

  /** By id, which is the order in which prompts show them. */
  final Map<String, Block> blocks = new TreeMap<>();

  final Map<String, Map<String, Object>> tools = new LinkedHashMap<>();
  final Map<String, List<ArchivalRows.Link>> links = new LinkedHashMap<>();
  final Map<String, Archive> archives = new LinkedHashMap<>();
  final Numbers agentIds = new Numbers("agent");
  final Numbers blockIds = new Numbers("block");
  final Numbers toolIds = new Numbers("tool");
  final Numbers archiveIds = new Numbers("archive");
  final Numbers conversationIds = new Numbers("conv");

  private final Bus bus;
  private final Caller caller;
  private final Wanted wanted;

  Gathering(Bus bus, Caller caller, Wanted wanted) {
    this.bus = bus;
    this.caller = caller;
    this.wanted = wanted;
    wanted.agentIds().forEach(this::agent);
    blocks.keySet().forEach(blockIds::of);
    requireConversation();
  }

  private void agent(String agentId) {
    Agents.AgentState state =
        bus.call(Agents.READ, new Agents.Read(agentId, null, null, null), caller);
    agents.put(agentId, state);
    agentIds.of(agentId);
    state.blocks().forEach(this::block);
    for (Map<String, Object> tool : toolsOf(state)) {
      tools.put(toolIds.of(String.valueOf(tool.get("id"))), tool);
    }
    links.put(agentId, archivesOf(agentId));
    if (wanted.withConversations()) {
      for (List<Conversation> page = conversations(agentId, null);
          !page.isEmpty();
          page = conversations(agentId, page.getLast().id())) {
        page.forEach(this::conversation);
      }
    }
  }

  static List<Map<String, Object>> toolsOf(Agents.AgentState state) {
    Map<String, List<Map<String, Object>>> related = state.related();
    return related == null ? List.of() : related.getOrDefault("tools", List.of());
  }

  /** The oldest first and not by id, so that the agent under other ids makes the same file. */
  private List<ArchivalRows.Link> archivesOf(String agentId) {
    List<ArchivalRows.Link> own =
        bus.call(ArchivalRows.LINKS, new ArchivalRows.OfAgent(agentId), caller).links().stream()
            .sorted(Comparator.comparing(link -> archive(link.archiveId()).createdAt()))
            .toList();
    for (ArchivalRows.Link link : own) {
      archiveIds.of(archive(link.archiveId()).id());
    }
    return own;
  }

  private void block(Block block) {
    blocks.putIfAbsent(block.id(), block);
  }

  private Archive archive(String id) {
    return archives.computeIfAbsent(
        id, _ -> bus.call(Archives.READ, new Archives.Read(id), caller));
  }

  private void conversation(Conversation conversation) {
    conversationIds.of(conversation.id());
    for (String id : conversation.isolatedBlockIds()) {
      block(bus.call(Blocks.READ, new Blocks.Read(id, null, null, null), caller));
    }
  }

  private void requireConversation() {
    if (wanted.conversationId() == null) {
      return;
    }
    Conversation found =
        bus.call(Conversations.READ, new Conversations.Read(wanted.conversationId()), caller);
    if (!agents.containsKey(found.agentId())) {
      throw new Fault(FaultKind.NOT_FOUND, "conversation_id: this agent has no such conversation");
    }
  }

  /** The conversations of an agent, in the order they were made. */
  List<Conversation> conversations(String agentId, @Nullable String after) {
    Conversations.Browse question =
        new Conversations.Browse(agentId, null, null, after, PAGE, "asc", null);
    return bus.call(Conversations.LIST, question, caller).conversations();
  }

  /** The archives in the order of their numbers. */
  List<Archive> archivesInOrder() {
    return archives.values().stream()
        .sorted(Comparator.comparing(archive -> archiveIds.place(archive.id())))
        .toList();
  }

  /** The messages in the agent's context, or in that of the conversation that stands for it. */
  List<Message> context(String agentId) {
    return wanted.scrubMessages()
        ? List.of()
        : bus.call(
                Placements.CONTEXT,
                new Placements.Context(agentId, wanted.conversationId()),
                caller)
            .messages();
  }

  /** Writes one item. */
  @FunctionalInterface
  interface Writing<T> {
    void of(T item) throws IOException;
  }

  /** Goes through pages, each asked for by the place where the one before ended. */
  static <T> void each(Function<Long, List<T>> page, Function<T, Long> place, Writing<T> writing)
      throws IOException {
    List<T> items = page.apply(0L);
    while (!items.isEmpty()) {
      for (T item : items) {
        writing.of(item);
      }
      items = page.apply(place.apply(items.getLast()));
    }
  }
}
