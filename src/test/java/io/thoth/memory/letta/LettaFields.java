package io.thoth.memory.letta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Takes from answers of ours what a Letta does not tell. */
final class LettaFields {
  /** What Letta tells of things, by the prefix of their ids. */
  private static final Map<String, String> OF =
      Map.of(
          "block",
          "id label value limit description metadata read_only tags is_template template_name"
              + " template_id base_template_id deployment_id entity_id project_id"
              + " preserve_on_migration hidden created_by_id last_updated_by_id",
          "archive",
          "id name organization_id description vector_db_provider embedding_config metadata"
              + " created_at updated_at created_by_id last_updated_by_id",
          "passage",
          "id text embedding embedding_config archive_id source_id file_id file_name metadata"
              + " tags created_at updated_at created_by_id last_updated_by_id is_deleted"
              + " organization_id",
          "conv",
          "id agent_id summary in_context_message_ids isolated_block_ids model model_settings"
              + " last_message_at created_at updated_at created_by_id last_updated_by_id",
          "tool",
          "id tool_type name description source_type source_code json_schema args_json_schema"
              + " tags return_char_limit pip_requirements npm_requirements"
              + " default_requires_approval enable_parallel_execution created_by_id"
              + " last_updated_by_id metadata_ project_id",
          "identity",
          "id identifier_key name identity_type project_id agent_ids block_ids properties");

  private LettaFields() {}

  /** The same answer with nothing but Letta's fields. */
  static JsonNode only(JsonNode answer) {
    JsonNode copy = answer.deepCopy();
    strip(copy);
    return copy;
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("id").isTextual()) {
      String kind = object.get("id").textValue().replaceFirst("-.*", "");
      String known = OF.get(kind);
      if (known != null && !object.has("message_type")) {
        object.retain(known.split(" "));
      } else if (kind.equals("agent")) {
        object.remove("version");
      }
      if (kind.equals("passage")) {
        // Padded, as Letta has them, and of a model that nobody here knows.
        object.set("embedding", object.arrayNode().add(0.25).add(0.5).add(0.0).add(0.0));
      }
    }
    node.forEach(LettaFields::strip);
  }
}
