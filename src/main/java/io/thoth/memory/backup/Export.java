package io.thoth.memory.backup;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.thoth.memory.agents.Agent;
import io.thoth.memory.agents.AgentSecrets;
import io.thoth.memory.agents.Agents;
import io.thoth.memory.archival.Archive;
import io.thoth.memory.archival.Archives;
import io.thoth.memory.archival.Passage;
import io.thoth.memory.archival.Passages;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.Block;
import io.thoth.memory.core.Blocks;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes one export: agents with the ids of their blocks and archives, all blocks, all archives
 * with all their passages. Items made while it runs may be missing; none is written twice.
 */
final class Export {
  /** The format's name and version; a reader refuses one it does not know. */
  static final String FORMAT = "thoth-memory-export/1";

  private static final int PAGE = 200;

  /** Chunks are sent when they are full, not after each item. */
  private static final ObjectWriter ITEMS =
      Json.raw().writer().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

  private final Bus bus;
  private final Caller caller;
  private final JsonGenerator json;

  Export(Bus bus, Caller caller, JsonGenerator json) {
    this.bus = bus;
    this.caller = caller;
    this.json = json;
  }

  void write() throws IOException {
    json.writeStartObject();
    json.writeStringField("format", FORMAT);
    json.writeStringField("exported_at", Times.text(Times.now()));
    json.writeArrayFieldStart("agents");
    each(this::agents, Agent::id, this::agent);
    json.writeEndArray();
    json.writeArrayFieldStart("blocks");
    each(after -> blocks(false, after), Block::id, this::write);
    each(after -> blocks(true, after), Block::id, this::write);
    json.writeEndArray();
    json.writeArrayFieldStart("archives");
    each(after -> archives(null, after), Archive::id, this::archive);
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Writes one item. */
  @FunctionalInterface
  private interface Writing<T> {
    void of(T item) throws IOException;
  }

  private static <T> void each(
      Function<@Nullable String, List<T>> page, Function<T, String> id, Writing<T> writing)
      throws IOException {
    List<T> items = page.apply(null);
    while (!items.isEmpty()) {
      for (T item : items) {
        writing.of(item);
      }
      items = page.apply(id.apply(items.getLast()));
    }
  }

  private List<Agent> agents(@Nullable String after) {
    return bus.call(Agents.LIST, Agents.Browse.page(after, PAGE), caller).agents().stream()
        .map(Agents.AgentState::agent)
        .toList();
  }

  private List<Block> blocks(boolean templates, @Nullable String after) {
    return bus.call(Blocks.LIST, Blocks.Browse.page(templates, after, PAGE), caller).blocks();
  }

  private List<Archive> archives(@Nullable String agentId, @Nullable String after) {
    Archives.Browse question = new Archives.Browse(null, agentId, null, after, PAGE, "asc", null);
    return bus.call(Archives.LIST, question, caller).archives();
  }

  private List<Passage> passages(String archiveId, @Nullable String after) {
    Passages.Browse question =
        new Passages.Browse(null, archiveId, null, null, null, after, PAGE, "asc");
    return bus.call(Passages.LIST, question, caller).passages();
  }

  private void agent(Agent agent) throws IOException {
    json.writeStartObject();
    json.writeFieldName("agent");
    write(AgentSecrets.emptied(agent));
    Agents.OfAgent own = new Agents.OfAgent(agent.id(), null, null, 10_000, "asc");
    json.writeArrayFieldStart("block_ids");
    for (Block block : bus.call(Agents.BLOCKS, own, caller).blocks()) {
      json.writeString(block.id());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("archive_ids");
    each(after -> archives(agent.id(), after), Archive::id, a -> json.writeString(a.id()));
    json.writeEndArray();
    json.writeEndObject();
  }

  private void archive(Archive archive) throws IOException {
    json.writeStartObject();
    json.writeFieldName("archive");
    write(archive);
    json.writeArrayFieldStart("passages");
    each(after -> passages(archive.id(), after), Passage::id, this::write);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(Object item) throws IOException {
    ITEMS.writeValue(json, item);
  }
}
