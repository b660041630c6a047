package io.thoth.memory.letta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thoth.memory.agents.AgentFields;
import io.thoth.memory.json.Json;
import java.util.List;

/** An agent as the old server tells of it, turned into the fields that make one here. */
final class AgentShape {
  private static final List<String> SECRETS = List.of("secrets", "tool_exec_environment_variables");

  /** What an agent is linked to goes by other ways. */
  private static final List<String> LINKS =
      List.of(
          "memory_blocks",
          "blocks",
          "block_ids",
          "tools",
          "tool_ids",
          "sources",
          "source_ids",
          "folder_ids",
          "identities",
          "identity_ids",
          "message_ids",
          "initial_message_sequence");

  private AgentShape() {}

  /**
   * A fault when there can be no such agent here.
   *
   * @param toolIds of its tools here
   * @param identityIds of those of its identities that are here
   */
  static AgentFields fields(Item item, List<String> toolIds, List<String> identityIds) {
    ObjectNode fields = item.json().deepCopy();
    fields.remove(LINKS);
    fields.put("include_base_tools", false).put("include_multi_agent_tools", false);
    fields.set("tool_ids", Json.raw().valueToTree(toolIds));
    fields.set("identity_ids", Json.raw().valueToTree(identityIds));
    configuration(fields, "llm_config", "model");
    configuration(fields, "embedding_config", "embedding");
    SECRETS.forEach(name -> fields.set(name, emptied(item.json().path(name))));
    return Json.convert(fields, AgentFields.class);
  }

  /** A whole configuration says more than the handle, from which another might be derived. */
  private static void configuration(ObjectNode fields, String config, String handle) {
    if (fields.get(config) instanceof ObjectNode whole) {
      if (!whole.hasNonNull("handle") && fields.hasNonNull(handle)) {
        whole.set("handle", fields.get(handle));
      }
      fields.remove(handle);
    }
  }

  /** Names stay, so that it is seen what is to be set anew; values are not taken. */
  private static ObjectNode emptied(JsonNode told) {
    ObjectNode names = Json.raw().createObjectNode();
    for (JsonNode one : told) {
      if (one.path("key").isTextual()) {
        names.put(one.get("key").textValue(), "");
      }
    }
    return names;
  }

  /** How many secrets an agent has, under whichever name the old server tells of them. */
  static long secrets(Item item) {
    return SECRETS.stream().mapToLong(name -> item.json().path(name).size()).max().orElse(0);
  }
}
