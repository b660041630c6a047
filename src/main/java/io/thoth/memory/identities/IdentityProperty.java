package io.thoth.memory.identities;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that is known of an identity.
 *
 * @param type what the value is: {@code string}, {@code number}, {@code boolean} or {@code json}
 */
public record IdentityProperty(String key, Object value, String type) {
  private static final int LONGEST = 255;
  private static final int MOST = 1000;

  public IdentityProperty {
    key = Texts.line("key", key, LONGEST);
    if (value == null) {
      throw Fault.invalid("value", "is required");
    }
    boolean fits =
        switch (type) {
          case "string" -> value instanceof String;
          case "number" -> value instanceof Number;
          case "boolean" -> value instanceof Boolean;
          case "json" -> value instanceof Map || value instanceof List;
          case null, default ->
              throw Fault.invalid("type", "must be string, number, boolean or json");
        };
    if (!fits) {
      throw Fault.invalid("value", "is not of the type " + type);
    }
    Texts.object("value", Map.of("value", value));
  }

  /** The properties as they are kept: of those with the same key, the last one. */
  static @Nullable List<IdentityProperty> kept(@Nullable List<IdentityProperty> given) {
    return given == null ? null : required(given);
  }

  /** The same of a list that has to be there. */
  static List<IdentityProperty> required(@Nullable List<IdentityProperty> given) {
    if (given == null) {
      throw Fault.invalid("properties", "is required");
    }
    if (given.size() > MOST) {
      throw Fault.invalid("properties", "must be at most " + MOST);
    }
    return merged(List.of(), given);
  }

  /** What is known, with what is said now put over it by key. */
  static List<IdentityProperty> merged(
      List<IdentityProperty> known, List<? extends @Nullable IdentityProperty> said) {
    Map<String, IdentityProperty> byKey = new LinkedHashMap<>();
    known.forEach(property -> byKey.put(property.key(), property));
    for (IdentityProperty property : said) {
      if (property == null) {
        throw Fault.invalid("properties", "must be objects, not null");
      }
      byKey.put(property.key(), property);
    }
    return List.copyOf(byKey.values());
  }
}
