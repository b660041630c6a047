package io.thoth.memory.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The arguments of one call. Several clients spell some of them differently: each reader takes all
 * spellings, the first being the one that complaints name. Null is the same as absent.
 */
final class Arguments {
  private final ObjectNode given;

  Arguments(Map<String, Object> given) {
    this.given = Json.raw().valueToTree(given);
  }

  String text(String... spellings) {
    return optionalText(spellings)
        .orElseThrow(
            () -> {
              String others =
                  String.join(", ", Arrays.asList(spellings).subList(1, spellings.length));
              return Fault.invalid(
                  spellings[0],
                  "is required" + (others.isEmpty() ? "" : " (also as " + others + ")"));
            });
  }

  Optional<String> optionalText(String... spellings) {
    return read(String.class, "must be a string", spellings);
  }

  Optional<Integer> number(String... spellings) {
    return read(Integer.class, "must be an integer", spellings);
  }

  Optional<Boolean> flag(String... spellings) {
    return read(Boolean.class, "must be true or false", spellings);
  }

  Optional<List<String>> texts(String name) {
    Optional<JsonNode> value = value(name);
    boolean fits =
        value.isEmpty()
            || value.get().isArray()
                && StreamSupport.stream(value.get().spliterator(), false)
                    .allMatch(JsonNode::isTextual);
    if (!fits) {
      throw Fault.invalid(name, "must be a list of strings");
    }
    return value.map(
        list -> StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList());
  }

  Optional<Map<String, Object>> object(String name) {
    Optional<JsonNode> value = value(name);
    if (value.isPresent() && !value.get().isObject()) {
      throw Fault.invalid(name, "must be an object");
    }
    return value.map(object -> Json.object(object.toString()));
  }

  /** All of them but these, as they came. */
  Map<String, Object> without(String... names) {
    ObjectNode rest = given.deepCopy();
    return Json.object(rest.without(Arrays.asList(names)).toString());
  }

  private <T> Optional<T> read(Class<T> type, String wanted, String... spellings) {
    Optional<JsonNode> value = value(spellings);
    try {
      return value.map(node -> Json.convert(node, type));
    } catch (Fault problem) {
      throw Fault.invalid(spellings[0], wanted);
    }
  }

  private Optional<JsonNode> value(String... spellings) {
    List<JsonNode> values =
        Arrays.stream(spellings)
            .map(given::get)
            .filter(node -> node != null && !node.isNull())
            .distinct()
            .toList();
    if (values.size() > 1) {
      throw Fault.invalid(
          spellings[0], "is given twice, under the names " + String.join(", ", spellings));
    }
    return values.stream().findFirst();
  }
}
