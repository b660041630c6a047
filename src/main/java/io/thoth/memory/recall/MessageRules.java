package io.thoth.memory.recall;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a message, and a question about messages, may be. */
final class MessageRules {
  static final Set<String> ROLES =
      Set.of("system", "user", "assistant", "tool", "function", "approval", "summary");

  static final Set<String> TYPES =
      Set.of(
          "system_message",
          "user_message",
          "assistant_message",
          "reasoning_message",
          "hidden_reasoning_message",
          "tool_call_message",
          "tool_return_message",
          "approval_request_message",
          "approval_response_message",
          "summary_message",
          "event_message");

  /** The most messages of one request. */
  static final int MOST = 5_000;

  /** Of a question to search for, in characters. */
  static final int LONGEST_QUERY = 32_768;

  private static final Set<String> KINDS = Set.of("message", "approval", "tool_return");
  private static final int LONGEST_OTID = 255;

  private MessageRules() {}

  static void kind(@Nullable String role, @Nullable String messageType, @Nullable String type) {
    if (role != null) {
      among("role", role, ROLES);
    }
    if (messageType != null) {
      among("message_type", messageType, TYPES);
    }
    if (type != null) {
      among("type", type, KINDS);
    }
    if (role == null && messageType == null && (type == null || type.equals("message"))) {
      throw Fault.invalid("role", "is required, or message_type");
    }
  }

  static String among(String field, String value, Set<String> allowed) {
    if (!allowed.contains(value)) {
      throw Fault.invalid(field, "must be one of " + new TreeSet<>(allowed));
    }
    return value;
  }

  /** Types of messages to be shown; null shows all. */
  static @Nullable List<String> types(@Nullable List<String> types) {
    if (types != null) {
      types.forEach(type -> among("include_return_message_types", type, TYPES));
    }
    return types;
  }

  /** Roles to search for; null leaves it to the search. */
  static @Nullable List<String> roles(@Nullable List<String> roles) {
    if (roles != null) {
      roles.forEach(role -> among("roles", role, ROLES));
    }
    return roles == null || roles.isEmpty() ? null : roles.stream().distinct().toList();
  }

  /** A text, a list of texts and parts, or nothing. */
  static @Nullable Object content(@Nullable Object content) {
    return switch (content) {
      case null -> null;
      case String text -> text;
      case List<?> parts -> parts.stream().map(MessageRules::part).toList();
      default -> throw Fault.invalid("content", "must be a text or an array of parts");
    };
  }

  private static Object part(@Nullable Object part) {
    if (part instanceof String text) {
      return Map.of("type", "text", "text", text);
    }
    if (!(part instanceof Map<?, ?> object)) {
      throw Fault.invalid("content", "must be an array of parts with a type");
    }
    Map<String, Object> copy = new HashMap<>();
    object.forEach((key, value) -> copy.put(String.valueOf(key), value));
    Texts.object("content", copy);
    boolean typed = copy.get("type") instanceof String;
    if (!typed && !(copy.get("text") instanceof String)) {
      throw Fault.invalid("content", "must be an array of parts with a type");
    }
    if (!typed) {
      copy.put("type", "text");
    }
    if ("text".equals(copy.get("type")) && !(copy.get("text") instanceof String)) {
      throw Fault.invalid("content", "has a part of type text without a text");
    }
    return copy;
  }

  static @Nullable String otid(@Nullable String otid) {
    return otid == null || otid.isEmpty() ? null : Texts.line("otid", otid, LONGEST_OTID);
  }

  static void open(String field, @Nullable Map<String, Object> object) {
    Texts.object(field, object);
  }

  static void open(String field, @Nullable List<Map<String, Object>> objects) {
    if (objects == null) {
      return;
    }
    if (objects.stream().anyMatch(Objects::isNull)) {
      throw Fault.invalid(field, "must be objects, not null");
    }
    objects.forEach(object -> Texts.object(field, object));
  }

  static List<NewMessage> several(@Nullable List<NewMessage> messages) {
    if (messages == null) {
      throw Fault.invalid("messages", "is required");
    }
    if (messages.isEmpty()
        || messages.size() > MOST
        || messages.stream().anyMatch(Objects::isNull)) {
      throw Fault.invalid("messages", "must be 1 to " + MOST + " messages, none of them null");
    }
    return List.copyOf(messages);
  }

  /** A question in words; blank becomes null. */
  static @Nullable String query(@Nullable String query) {
    if (query == null || query.isBlank()) {
      return null;
    }
    if (Texts.length(query) > LONGEST_QUERY) {
      throw Fault.invalid("query", "must be at most " + LONGEST_QUERY + " characters");
    }
    return query;
  }

  /** A conversation by its id, by {@code default} with an agent, or by an agent's id. */
  static void place(@Nullable String conversationId, @Nullable String agentId) {
    Id.allow("agent_id", Id.AGENT, agentId);
    if (conversationId == null || conversationId.startsWith(Id.AGENT)) {
      Id.require("conversation_id", Id.AGENT, conversationId == null ? agentId : conversationId);
    } else if (!conversationId.equals(Conversations.DEFAULT)) {
      Id.require("conversation_id", Id.CONVERSATION, conversationId);
    } else if (agentId == null) {
      throw Fault.invalid("agent_id", "is required to say whose default conversation is meant");
    }
  }
}
