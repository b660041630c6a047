package io.thoth.memory.agentfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thoth.memory.agents.AgentFields;
import io.thoth.memory.archival.ArchiveArrivals;
import io.thoth.memory.archival.Archives;
import io.thoth.memory.archival.NewPassage;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.Block;
import io.thoth.memory.core.BlockArrivals;
import io.thoth.memory.core.NewBlock;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import io.thoth.memory.recall.Conversations;
import io.thoth.memory.recall.NewMessage;
import io.thoth.memory.recall.RecallArrivals;
import io.thoth.memory.tools.Tool;
import io.thoth.memory.tools.ToolDirectory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Items of a file as the records of the features; a fault names the place and what is wrong. */
final class FileItems {
  private FileItems() {}

  /** What the work gives, its fault told with the place and as one of the file. */
  static <T> T at(String place, Supplier<T> work) {
    try {
      return work.get();
    } catch (Fault fault) {
      throw FileScan.unfit(place + "." + fault.getMessage());
    }
  }

  private static <T> T read(String place, ObjectNode item, Class<T> type) {
    return at(place, () -> Json.convert(item, type));
  }

  /** An agent without what it is linked to, which goes by the file's ids. */
  static AgentFields agent(String place, ObjectNode item, AgentFiles.Import asked) {
    ObjectNode fields = item.deepCopy();
    fields.remove(
        List.of(
            "id",
            "in_context_message_ids",
            "messages",
            "files_agents",
            "group_ids",
            "tool_ids",
            "source_ids",
            "folder_ids",
            "block_ids",
            "identity_ids",
            "message_ids",
            "tools",
            "initial_message_sequence"));
    fields.put("include_base_tools", false);
    fields.put("include_multi_agent_tools", false);
    if (!fields.path("name").isTextual()) {
      throw FileScan.unfit(place + ".name: is required");
    }
    fields.put("name", asked.named(fields.get("name").textValue()));
    override(fields, asked);
    return read(place, fields, AgentFields.class);
  }

  private static void override(ObjectNode fields, AgentFiles.Import asked) {
    if (asked.model() != null) {
      fields.remove("llm_config");
      fields.put("model", asked.model());
    }
    if (asked.embedding() != null) {
      fields.remove("embedding_config");
      fields.put("embedding", asked.embedding());
    }
    if (asked.projectId() != null) {
      fields.put("project_id", asked.projectId());
    }
    if (asked.secrets() != null && !asked.secrets().isEmpty()) {
      ObjectNode secrets =
          fields.get("secrets") instanceof ObjectNode there ? there : Json.raw().createObjectNode();
      asked.secrets().forEach(secrets::put);
      fields.set("secrets", secrets);
    }
  }

  static NewBlock block(String place, ObjectNode item) {
    return read(place, item, NewBlock.class);
  }

  static Tool tool(String place, ObjectNode item, Caller caller) {
    return at(place, () -> ToolDirectory.arriving(caller, Id.fresh(Id.TOOL), item));
  }

  static ArchiveArrivals.Arriving archive(String place, ObjectNode item, String id) {
    Archives.Create fields = read(place, item, Archives.Create.class);
    return new ArchiveArrivals.Arriving(id, fields, time(place, item, "created_at"));
  }

  static ArchiveArrivals.ArrivingPassage passage(String place, ObjectNode item) {
    NewPassage passage = read(place, item, NewPassage.class);
    Vector vector = read(place, item, Vector.class);
    return new ArchiveArrivals.ArrivingPassage(
        Id.fresh(Id.PASSAGE), passage, vector.embeddingModel(), vector.embedding());
  }

  private record Vector(@Nullable String embeddingModel, @Nullable List<Float> embedding) {
    Vector {
      if (embedding != null && embedding.stream().anyMatch(x -> x == null || !Float.isFinite(x))) {
        throw Fault.invalid("embedding", "must be numbers");
      }
    }
  }

  /** A version of a block that will have this id. */
  static BlockArrivals.Past version(String place, ObjectNode item, String id, Caller caller) {
    NewBlock fields = read(place, item, NewBlock.class);
    Counted counted = read(place, item, Counted.class);
    Instant at = time(place, item, "created_at");
    BlockArrivals.Standing standing =
        at(place, () -> new BlockArrivals.Standing(counted.version(), counted.operation(), at, at));
    Block block = BlockArrivals.made(caller, id, fields, standing);
    return new BlockArrivals.Past(standing, block);
  }

  private record Counted(long version, @Nullable String operation) {}

  static RecallArrivals.ArrivingConversation conversation(
      String place, ObjectNode item, FileIds ids) {
    ObjectNode fields = item.deepCopy();
    String agentId = ids.find(item.path("agent_id").textValue()).orElse(Id.fresh(Id.AGENT));
    fields.put("agent_id", agentId);
    Conversations.Create checked = read(place, fields, Conversations.Create.class);
    List<String> isolated = new ArrayList<>();
    item.path("isolated_block_ids")
        .forEach(id -> ids.find(id.textValue()).ifPresent(isolated::add));
    return new RecallArrivals.ArrivingConversation(
        ids.fresh(item.path("id").textValue()),
        agentId,
        checked.summary(),
        checked.model(),
        checked.modelSettings(),
        isolated,
        time(place, item, "last_message_at"),
        time(place, item, "created_at"),
        time(place, item, "updated_at"));
  }

  static NewMessage message(String place, ObjectNode item) {
    ObjectNode fields = Json.raw().createObjectNode();
    fields.setAll(item);
    fields.remove(List.of("id", "agent_id"));
    NewMessage message = read(place, fields, NewMessage.class);
    return at(
        place,
        () -> {
          RecallArrivals.check(message);
          return message;
        });
  }

  /** Where a message stands, by the file's ids of conversations. */
  static List<RecallArrivals.Standing> standings(String place, ObjectNode item) {
    List<RecallArrivals.Standing> standings = new ArrayList<>();
    JsonNode given = item.path("placements");
    if (!given.isArray() && !given.isNull() && !given.isMissingNode()) {
      throw FileScan.unfit(place + ".placements: must be an array");
    }
    for (JsonNode one : given) {
      JsonNode position = one.path("position");
      if (!one.path("conversation_id").isTextual()
          || !position.canConvertToLong()
          || !position.isIntegralNumber()
          || position.longValue() < 1) {
        throw FileScan.unfit(place + ".placements: must have a conversation_id and a position");
      }
      standings.add(
          new RecallArrivals.Standing(
              one.get("conversation_id").textValue(),
              position.longValue(),
              one.path("in_context").asBoolean()));
    }
    return standings;
  }

  static @Nullable Instant time(String place, ObjectNode item, String field) {
    JsonNode given = item.get(field);
    if (given == null || given.isNull()) {
      return null;
    }
    if (!given.isTextual()) {
      throw FileScan.unfit(place + "." + field + ": must be a time");
    }
    return at(place, () -> Times.parse(field, given.textValue(), ZoneOffset.UTC));
  }

  /** About how long it is, which costs less than writing it to find out. */
  static long chars(JsonNode item) {
    if (!item.isContainerNode()) {
      return item.asText().length();
    }
    long chars = 0;
    for (Map.Entry<String, JsonNode> each : item.properties()) {
      chars += each.getKey().length();
    }
    for (JsonNode each : item) {
      chars += chars(each);
    }
    return chars;
  }

  static boolean flag(ObjectNode item, String field) {
    return item.path(field).asBoolean();
  }
}
