package io.thoth.memory.fence;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Json;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of any contract with a value in every component. A record that refuses a value
 * names the component, as every contract does, and is offered the next one.
 */
final class RecordMaker {
  private static final String UUID = "-00000000-0000-4000-8000-00000000000a";
  private static final List<String> TEXTS =
      List.of(
          "Größe 🦉",
          "notes",
          "asc",
          "any",
          "block" + UUID,
          "agent" + UUID,
          "archive" + UUID,
          "passage" + UUID,
          "message" + UUID,
          "conv" + UUID,
          "user",
          "user_message",
          "message",
          "tool" + UUID,
          "mcp_server" + UUID,
          "identity" + UUID,
          "source" + UUID,
          "file" + UUID,
          "group" + UUID,
          "run" + UUID,
          "step" + UUID,
          "job" + UUID,
          "string",
          "completed",
          "skip",
          "python",
          "hybrid",
          "created_at",
          "user" + UUID,
          "org" + UUID,
          "key" + UUID,
          "read",
          "letta_v1_agent",
          "Europe/Zurich",
          "openai/gpt-4o",
          "2026-01-02T03:04:05Z");
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.123456Z");

  /** A record of this type. */
  Record make(Class<? extends Record> type) {
    RecordComponent[] components = type.getRecordComponents();
    Map<String, Integer> tried = new HashMap<>();
    @Nullable Object[] values = new Object[components.length];
    for (int index = 0; index < values.length; index++) {
      values[index] = value(components[index], 0);
    }
    while (true) {
      try {
        return construct(type, values);
      } catch (Fault refused) {
        String name = refused.getMessage().split("[:\\[.]", 2)[0];
        int index = position(components, name, refused);
        values[index] = value(components[index], tried.merge(name, 1, Integer::sum));
      }
    }
  }

  private static int position(RecordComponent[] components, String name, Fault refused) {
    for (int index = 0; index < components.length; index++) {
      if (Json.nameOf(components[index]).equals(name)) {
        return index;
      }
    }
    throw new AssertionError("refused for something that is no component", refused);
  }

  private static Record construct(Class<? extends Record> type, @Nullable Object[] values) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Fault fault) {
        throw fault;
      }
      throw new AssertionError(type + " cannot be made of " + Arrays.toString(values), e);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private Object value(RecordComponent component, int attempt) {
    if (component.getName().equals("rest")) { // fields of no component; only known ones are kept
      return Map.of("message_buffer_autoclear", true, "tool_rules", List.of(Map.of("type", "x")));
    }
    return value(component.getGenericType(), attempt);
  }

  private Object value(Type type, int attempt) {
    if (type instanceof ParameterizedType generic) {
      Type item = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      return generic.getRawType() == List.class
          ? List.of(value(item, attempt))
          : item == Object.class ? open() : Map.of("key", value(item, attempt));
    }
    return value((Class<?>) type, attempt);
  }

  /** An open object, such as metadata, with every type of value that JSON gives back as it was. */
  private static Map<String, Object> open() {
    Map<String, Object> open = new LinkedHashMap<>();
    open.put("text", "🦉\n\"");
    open.put("number", 1);
    open.put("big", Long.MAX_VALUE);
    open.put("fraction", 0.1);
    open.put("list", List.of(true, List.of(), Map.of("k", "v")));
    return open;
  }

  private Object value(Class<?> type, int attempt) {
    if (type == String.class) {
      return TEXTS.get(attempt);
    } else if (type == int.class || type == Integer.class) {
      return 7 + attempt;
    } else if (type == long.class || type == Long.class) {
      return 7L + attempt;
    } else if (type == double.class || type == Double.class) {
      return 0.7 + attempt;
    } else if (type == float.class || type == Float.class) {
      return 0.7f + attempt;
    } else if (type == boolean.class || type == Boolean.class) {
      return true;
    } else if (type == Instant.class) {
      return TIME;
    } else if (type == Object.class) {
      return "anything";
    } else if (type.isEnum()) {
      return type.getEnumConstants()[attempt];
    } else if (type.isRecord()) {
      return make(type.asSubclass(Record.class));
    }
    throw new AssertionError("no value of " + type + " is known; teach it here");
  }
}
