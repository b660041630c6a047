package io.thoth.memory.mcpservers;

import io.thoth.memory.fault.Fault;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the configuration of a server may be. */
final class ServerConfig {
  static final String STREAMABLE_HTTP = "streamable_http";
  static final String STDIO = "stdio";
  private static final Set<String> TYPES = Set.of(STREAMABLE_HTTP, "sse", STDIO);
  private static final String FIELD = "config";

  private ServerConfig() {}

  /** The type that is named, or that the other fields tell. */
  static String type(Map<String, Object> config) {
    Object named = config.getOrDefault("mcp_server_type", config.get("type"));
    if (named == null) {
      return config.containsKey("command") ? STDIO : STREAMABLE_HTTP;
    }
    if (!(named instanceof String type) || !TYPES.contains(type)) {
      throw Fault.invalid(FIELD, "mcp_server_type must be streamable_http, sse or stdio");
    }
    return type;
  }

  /** The fields of this type, complete; what a server does not need is left out. */
  static Map<String, Object> checked(String type, Map<String, Object> config) {
    Map<String, Object> kept = new LinkedHashMap<>();
    if (type.equals(STDIO)) {
      kept.put("command", required("command", text("command", config)));
      kept.put("args", words(config));
      kept.put("env", texts("env", config));
      return kept;
    }
    kept.put("server_url", url(required("server_url", text("server_url", config))));
    kept.put("auth_header", text("auth_header", config));
    kept.put("auth_token", text("auth_token", config));
    kept.put("custom_headers", texts("custom_headers", config));
    return kept;
  }

  private static String required(String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw Fault.invalid(FIELD, name + " is required");
    }
    return value;
  }

  private static @Nullable String text(String name, Map<String, Object> config) {
    Object value = config.get(name);
    if (value != null && !(value instanceof String)) {
      throw Fault.invalid(FIELD, name + " must be a string");
    }
    return (String) value;
  }

  private static String url(String text) {
    try {
      URI url = URI.create(text);
      if (Set.of("http", "https").contains(String.valueOf(url.getScheme()))
          && url.getHost() != null) {
        return text;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw Fault.invalid(FIELD, "server_url must be an http or https URL");
  }

  private static List<?> words(Map<String, Object> config) {
    Object value = Objects.requireNonNullElse(config.get("args"), List.of());
    if (!(value instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
      throw Fault.invalid(FIELD, "args must be a list of strings");
    }
    return list;
  }

  private static @Nullable Object texts(String name, Map<String, Object> config) {
    Object value = config.get(name);
    boolean fits =
        value == null
            || value instanceof Map<?, ?> map
                && map.values().stream().allMatch(String.class::isInstance);
    if (!fits) {
      throw Fault.invalid(FIELD, name + " must be an object of strings");
    }
    return value;
  }
}
