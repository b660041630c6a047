package io.thoth.memory.agentfile;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.json.Json;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client asks of an export, in the query or in the body. */
record ExportQuestion(
    @Nullable String conversationId,
    @Nullable Boolean scrubMessages,
    @Nullable Boolean useLegacyFormat,
    @Nullable Boolean includeVectors,
    @Nullable List<String> agentIds) {

  private static final ExportQuestion NOTHING = new ExportQuestion(null, null, null, null, null);

  /** What is wanted, of the agent in the path and further ones. */
  Wanted of(String agentId) {
    if (Boolean.TRUE.equals(useLegacyFormat)) {
      throw new Fault(
          FaultKind.UNACCEPTABLE, "use_legacy_format: the legacy format is not written any more");
    }
    List<String> all = new ArrayList<>();
    all.add(agentId);
    if (agentIds != null) {
      all.addAll(agentIds);
    }
    return new Wanted(
        all,
        conversationId,
        Boolean.TRUE.equals(scrubMessages),
        Boolean.TRUE.equals(includeVectors));
  }

  /** The question of a query, with what a body says of it instead. */
  static ExportQuestion of(MultiMap query, Optional<Buffer> body) {
    ExportQuestion inBody = body.map(ExportQuestion::body).orElse(NOTHING);
    List<String> further = query.getAll("agent_ids");
    return new ExportQuestion(
        inBody.conversationId == null ? query.get("conversation_id") : inBody.conversationId,
        inBody.scrubMessages == null ? flag(query, "scrub_messages") : inBody.scrubMessages,
        inBody.useLegacyFormat == null ? flag(query, "use_legacy_format") : inBody.useLegacyFormat,
        inBody.includeVectors == null ? flag(query, "include_vectors") : inBody.includeVectors,
        inBody.agentIds == null ? further : inBody.agentIds);
  }

  private static ExportQuestion body(Buffer body) {
    JsonNode tree = Json.parse(body.getBytes());
    if (!tree.isObject()) {
      throw Fault.invalid("body", "must be a JSON object");
    }
    return Json.convert(tree, ExportQuestion.class);
  }

  private static @Nullable Boolean flag(MultiMap query, String name) {
    String text = query.get(name);
    return switch (text == null ? "absent" : text.toLowerCase(Locale.ROOT)) {
      case "absent" -> null;
      case "true", "1", "yes" -> true;
      case "false", "0", "no" -> false;
      default -> throw Fault.invalid(name, "must be true or false");
    };
  }
}
