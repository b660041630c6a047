package io.thoth.memory.letta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Times;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that the old server tells. Fields that do not have the shape they must are a {@link
 * LettaProblem} that names the route and the field.
 *
 * @param route that told it, such as {@code GET /v1/agents/}
 */
record Item(String route, ObjectNode json) {
  static Item of(String route, JsonNode told) {
    if (told instanceof ObjectNode object) {
      return new Item(route, object);
    }
    throw new LettaProblem(route + " answers something else than an object");
  }

  /** The items of a list. */
  static List<Item> all(String route, JsonNode told) {
    if (!told.isArray()) {
      throw new LettaProblem(route + " answers something else than a list");
    }
    List<Item> items = new ArrayList<>(told.size());
    told.forEach(one -> items.add(of(route, one)));
    return items;
  }

  String id(String kind) {
    return id("id", kind);
  }

  String id(String field, String kind) {
    return checked(() -> Id.require(field, kind, text(field)));
  }

  @Nullable String idOrNull(String field, String kind) {
    return json.hasNonNull(field) ? id(field, kind) : null;
  }

  @Nullable String text(String field) {
    JsonNode value = json.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw problem(field + ": must be a string");
    }
    return value.textValue();
  }

  @Nullable Instant time(String field) {
    String text = text(field);
    return text == null ? null : checked(() -> Times.parse(field, text, ZoneOffset.UTC));
  }

  /** Ids of this kind; none when the field is absent. */
  List<String> ids(String field, String kind) {
    JsonNode value = json.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw problem(field + ": must be a list");
    }
    List<String> ids = new ArrayList<>(value.size());
    for (JsonNode one : value) {
      ids.add(checked(() -> Id.require(field, kind, one.textValue())));
    }
    return ids;
  }

  private <T> T checked(Supplier<T> work) {
    try {
      return work.get();
    } catch (Fault fault) {
      throw problem(fault.getMessage());
    }
  }

  private LettaProblem problem(String what) {
    return new LettaProblem(route + " answers what cannot be read: " + what);
  }
}
