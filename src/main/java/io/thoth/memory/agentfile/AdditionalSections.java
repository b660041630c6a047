package io.thoth.memory.agentfile;

import com.fasterxml.jackson.core.JsonGenerator;
import io.thoth.memory.agents.Agent;
import io.thoth.memory.archival.ArchivalRows;
import io.thoth.memory.archival.Archive;
import io.thoth.memory.archival.Passage;
import io.thoth.memory.archival.VectorModel;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.Block;
import io.thoth.memory.core.Blocks;
import io.thoth.memory.recall.Conversation;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of an agent file that Letta does not have, and whose reader passes it over. */
final class AdditionalSections {
  private final Bus bus;
  private final Caller caller;
  private final Wanted wanted;
  private final Gathering gathered;
  private final JsonGenerator json;
  private long number;

  AdditionalSections(
      Bus bus, Caller caller, Wanted wanted, Gathering gathered, JsonGenerator json) {
    this.bus = bus;
    this.caller = caller;
    this.wanted = wanted;
    this.gathered = gathered;
    this.json = json;
  }

  /**
   * @param messages how many numbers messages have already
   */
  void write(long messages) throws IOException {
    beside();
    section("block_versions", this::versions);
    section("archives", this::archives);
    number = 0;
    section("passages", this::passages);
    if (wanted.scrubMessages()) {
      return;
    }
    section("conversations", this::conversations);
    MessageSection said = new MessageSection(bus, caller, wanted, gathered, json, messages);
    section("messages", said::write);
  }

  /** Writes what is in a section. */
  @FunctionalInterface
  private interface Filling {
    void fill() throws IOException;
  }

  private void section(String name, Filling filling) throws IOException {
    json.writeArrayFieldStart(name);
    filling.fill();
    json.writeEndArray();
  }

  private void item(Object item) throws IOException {
    AgentFileExport.item(json, item);
  }

  /** What there is to say of agents and blocks for which Letta's own sections have no place. */
  private void beside() throws IOException {
    Map<String, @Nullable Object> beside = new LinkedHashMap<>();
    beside.put("format", AgentFiles.FORMAT);
    beside.put(
        "agents", gathered.agents.values().stream().map(state -> beside(state.agent())).toList());
    beside.put("blocks", gathered.blocks.values().stream().map(this::beside).toList());
    json.writeFieldName("thoth");
    item(beside);
  }

  private Map<String, @Nullable Object> beside(Agent agent) {
    Map<String, @Nullable Object> beside = new LinkedHashMap<>();
    beside.put("id", gathered.agentIds.of(agent.id()));
    beside.put("created_at", LettaShapes.time(agent.createdAt()));
    beside.put("updated_at", LettaShapes.time(agent.updatedAt()));
    beside.put(
        "archives",
        gathered.links.getOrDefault(agent.id(), List.of()).stream()
            .map(link -> link(gathered.archiveIds.of(link.archiveId()), link.owned()))
            .toList());
    return beside;
  }

  private Map<String, @Nullable Object> beside(Block block) {
    Map<String, @Nullable Object> beside = new LinkedHashMap<>();
    beside.put("id", gathered.blockIds.of(block.id()));
    beside.put("version", block.version());
    beside.put("created_at", LettaShapes.time(block.createdAt()));
    beside.put("updated_at", LettaShapes.time(block.updatedAt()));
    return beside;
  }

  private void versions() throws IOException {
    for (Block block : gathered.blocks.values()) {
      Gathering.each(after -> versions(block, after), Blocks.BlockVersion::version, this::version);
    }
  }

  private List<Blocks.BlockVersion> versions(Block block, long after) {
    Blocks.Past question =
        new Blocks.Past(block.id(), null, after == 0 ? null : after, Gathering.PAGE, "asc");
    return after >= block.version()
        ? List.of()
        : bus.call(Blocks.HISTORY, question, caller).versions().stream()
            .filter(version -> version.version() <= block.version())
            .toList();
  }

  private void version(Blocks.BlockVersion version) throws IOException {
    Map<String, @Nullable Object> shape = new LinkedHashMap<>();
    shape.put("block_id", gathered.blockIds.of(version.blockId()));
    shape.put("version", version.version());
    shape.put("operation", version.operation());
    shape.put("label", version.label());
    shape.put("value", version.value());
    shape.put("limit", version.limit());
    shape.put("description", version.description());
    shape.put("read_only", version.readOnly());
    shape.put("metadata", version.metadata());
    shape.put("tags", version.tags());
    shape.put("created_at", LettaShapes.time(version.at()));
    item(shape);
  }

  private void archives() throws IOException {
    for (Archive archive : gathered.archivesInOrder()) {
      Map<String, @Nullable Object> shape = new LinkedHashMap<>();
      shape.put("id", gathered.archiveIds.of(archive.id()));
      shape.put("name", archive.name());
      shape.put("description", archive.description());
      shape.put("metadata", archive.metadata());
      shape.put("created_at", LettaShapes.time(archive.createdAt()));
      item(shape);
    }
  }

  private void passages() throws IOException {
    for (Archive archive : gathered.archivesInOrder()) {
      Gathering.each(
          after ->
              bus.call(
                      ArchivalRows.PASSAGES,
                      new ArchivalRows.Passages(
                          archive.id(), after, Gathering.PAGE, wanted.vectors()),
                      caller)
                  .passages(),
          Passage::sequence,
          this::passage);
    }
  }

  private void passage(Passage passage) throws IOException {
    Map<String, @Nullable Object> shape = new LinkedHashMap<>();
    shape.put("id", "passage-" + number++);
    shape.put("archive_id", gathered.archiveIds.of(passage.archiveId()));
    shape.put("text", passage.text());
    shape.put("tags", passage.tags());
    shape.put("metadata", passage.metadata());
    shape.put("created_at", LettaShapes.time(passage.createdAt()));
    if (wanted.vectors()) {
      VectorModel model = passage.embeddingConfig();
      shape.put("embedding_model", model == null ? null : model.handle());
      shape.put("embedding", model == null ? null : passage.embedding());
    }
    item(shape);
  }

  private void conversations() throws IOException {
    if (!wanted.withConversations()) {
      return;
    }
    for (String agentId : gathered.agents.keySet()) {
      for (List<Conversation> page = gathered.conversations(agentId, null);
          !page.isEmpty();
          page = gathered.conversations(agentId, page.getLast().id())) {
        for (Conversation each : page) {
          conversation(each);
        }
      }
    }
  }

  /** One that was made meanwhile is left out, as are its messages. */
  private void conversation(Conversation conversation) throws IOException {
    Optional<String> id = gathered.conversationIds.find(conversation.id());
    if (id.isEmpty()) {
      return;
    }
    Map<String, @Nullable Object> shape = new LinkedHashMap<>();
    shape.put("id", id.get());
    shape.put("agent_id", gathered.agentIds.of(conversation.agentId()));
    shape.put("summary", conversation.summary());
    shape.put("model", conversation.model());
    shape.put("model_settings", conversation.modelSettings());
    shape.put(
        "isolated_block_ids",
        conversation.isolatedBlockIds().stream()
            .flatMap(block -> gathered.blockIds.find(block).stream())
            .toList());
    shape.put("last_message_at", LettaShapes.time(conversation.lastMessageAt()));
    shape.put("created_at", LettaShapes.time(conversation.createdAt()));
    shape.put("updated_at", LettaShapes.time(conversation.updatedAt()));
    item(shape);
  }

  private static Map<String, Object> link(String id, boolean owned) {
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("id", id);
    shape.put("owned", owned);
    return shape;
  }
}
