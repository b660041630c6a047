package io.thoth.memory.agentfile;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Json;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the fields that come beside a file, under their names of today and their older ones. */
final class ImportForm {
  private final MultiMap fields;

  private ImportForm(MultiMap fields) {
    this.fields = fields;
  }

  /**
   * @param embedding of the header, which comes after the field
   */
  static AgentFiles.Import read(String file, MultiMap fields, @Nullable String embedding) {
    ImportForm form = new ImportForm(fields);
    String named = form.text("embedding", "override_embedding_handle");
    return new AgentFiles.Import(
        file,
        form.flag("override_existing_tools"),
        form.flag("strip_messages"),
        form.secrets(),
        form.text("name", "override_name"),
        form.text("model", "override_model_handle"),
        named == null && embedding != null && !embedding.isBlank() ? embedding : named,
        form.flag("append_copy_suffix"),
        form.text("project_id"));
  }

  private @Nullable String text(String... names) {
    for (String name : names) {
      String text = fields.get(name);
      if (text != null && !text.isBlank() && !text.equals("null")) {
        return text;
      }
    }
    return null;
  }

  private @Nullable Boolean flag(String name) {
    String text = text(name);
    return switch (text == null ? "" : text.toLowerCase(Locale.ROOT)) {
      case "" -> null;
      case "true", "1", "yes", "on" -> true;
      case "false", "0", "no", "off" -> false;
      default -> throw Fault.invalid(name, "must be true or false");
    };
  }

  private @Nullable Map<String, String> secrets() {
    Map<String, String> secrets = new LinkedHashMap<>();
    for (String name : new String[] {"env_vars_json", "secrets"}) {
      String text = text(name);
      if (text != null) {
        secrets.putAll(secrets(name, text));
      }
    }
    return secrets.isEmpty() ? null : secrets;
  }

  private static Map<String, String> secrets(String name, String text) {
    JsonNode tree;
    try {
      tree = Json.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (Fault noJson) {
      throw Fault.invalid(name, "must be a JSON object of texts");
    }
    Map<String, String> secrets = new LinkedHashMap<>();
    if (!tree.isObject()) {
      throw Fault.invalid(name, "must be a JSON object of texts");
    }
    for (Map.Entry<String, JsonNode> secret : tree.properties()) {
      if (!secret.getValue().isTextual()) {
        throw Fault.invalid(name, "must be a JSON object of texts");
      }
      secrets.put(secret.getKey(), secret.getValue().textValue());
    }
    return secrets;
  }
}
