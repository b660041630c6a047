package io.thoth.memory.agentfile;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.thoth.memory.agents.Agents;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.Block;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import io.thoth.memory.recall.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes an agent file: Letta's keys in Letta's order, then those that this program adds. Items
 * made while it runs may be missing; none is written twice.
 */
final class AgentFileExport {
  private static final ObjectWriter ITEMS =
      Json.raw().writer().without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

  private final Gathering gathered;
  private final Wanted wanted;
  private final AdditionalSections additional;
  private final JsonGenerator json;

  AgentFileExport(Bus bus, Caller caller, Wanted wanted, Gathering gathered, OutputStream out)
      throws IOException {
    this.gathered = gathered;
    this.wanted = wanted;
    this.json = Json.raw().createGenerator(out).setPrettyPrinter(twoSpaces());
    this.additional = new AdditionalSections(bus, caller, wanted, gathered, json);
  }

  /** As Python indents. */
  private static DefaultPrettyPrinter twoSpaces() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    Separators separators =
        Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER);
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
    printer.indentArraysWith(indenter);
    printer.indentObjectsWith(indenter);
    return printer;
  }

  void write() throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("agents");
    int messages = 0;
    for (Agents.AgentState state : gathered.agents.values()) {
      messages = agent(state, messages);
    }
    json.writeEndArray();
    none("groups");
    json.writeArrayFieldStart("blocks");
    for (Block block : gathered.blocks.values()) {
      item(json, LettaShapes.block(block, gathered.blockIds.of(block.id())));
    }
    json.writeEndArray();
    none("files");
    none("sources");
    json.writeArrayFieldStart("tools");
    for (Map.Entry<String, Map<String, Object>> tool : gathered.tools.entrySet()) {
      item(json, LettaShapes.tool(tool.getValue(), tool.getKey()));
    }
    json.writeEndArray();
    none("mcp_servers");
    none("skills");
    json.writeObjectFieldStart("metadata");
    json.writeStringField("revision_id", AgentFiles.FORMAT);
    json.writeEndObject();
    json.writeObjectField("created_at", LettaShapes.time(Times.now()));
    additional.write(messages);
    json.writeEndObject();
    json.close();
  }

  private void none(String section) throws IOException {
    json.writeArrayFieldStart(section);
    json.writeEndArray();
  }

  static void item(JsonGenerator json, Object item) throws IOException {
    ITEMS.writeValue(json, item);
  }

  /** Writes an agent with the messages in its context; answers how many messages there are now. */
  private int agent(Agents.AgentState state, int before) throws IOException {
    String id = gathered.agentIds.of(state.agent().id());
    List<String> tools =
        Gathering.toolsOf(state).stream()
            .map(tool -> gathered.toolIds.of(String.valueOf(tool.get("id"))))
            .toList();
    List<String> blocks = state.blocks().stream().map(b -> gathered.blockIds.of(b.id())).toList();
    Map<String, @Nullable Object> shape = LettaShapes.agent(state.agent(), id, tools, blocks);
    List<String> context = new ArrayList<>();
    List<Object> messages = new ArrayList<>();
    for (Message message : gathered.context(state.agent().id())) {
      String number = "message-" + (before + messages.size());
      context.add(number);
      messages.add(LettaShapes.message(message, number, id));
    }
    shape.put("in_context_message_ids", context);
    shape.put("messages", messages);
    item(json, shape);
    return before + messages.size();
  }
}
