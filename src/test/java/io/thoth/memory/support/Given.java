package io.thoth.memory.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Contract records with many optional components, made of the few that a test is about. */
public final class Given {
  private Given() {}

  /** The record whose components have these names (as clients write them) and values in turn. */
  public static <T> T record(Class<T> type, Object... namesAndValues) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int index = 0; index < namesAndValues.length; index += 2) {
      values.put((String) namesAndValues[index], namesAndValues[index + 1]);
    }
    JsonNode tree = Json.raw().valueToTree(values);
    return Json.convert(tree, type);
  }
}
