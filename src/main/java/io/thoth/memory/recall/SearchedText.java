package io.thoth.memory.recall;

import io.thoth.memory.json.Json;
import io.thoth.memory.json.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What search looks at: what the user and the assistant said to each other, and what tools gave
 * back. Not thoughts, calls and system messages; and not what a search of messages gave back, or
 * every search would find the ones before it.
 */
final class SearchedText {
  /** Longer texts are found by their beginning. */
  private static final int MOST = 32_768;

  private static final String SPEAKING = "send_message";
  private static final String SEARCHING = "conversation_search";

  private SearchedText() {}

  /** Null when there is nothing to look at. */
  static @Nullable String of(String role, MessageBody body) {
    String text =
        switch (role) {
          case "user" -> joined(body.content());
          case "assistant" -> said(body);
          case "tool" -> SEARCHING.equals(body.name()) ? "" : returned(body);
          default -> "";
        };
    if (text.isBlank()) {
      return null;
    }
    int end = Math.min(text.length(), MOST);
    return text.substring(
        0, end < text.length() && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
  }

  private static String said(MessageBody body) {
    List<String> texts = new ArrayList<>(2);
    texts.add(joined(body.content()));
    for (Map<String, Object> call : list(body.toolCalls())) {
      String spoken = spoken(call);
      if (spoken != null) {
        texts.add(spoken);
      }
    }
    texts.removeIf(String::isBlank);
    return lines(texts);
  }

  /** What an agent of the older kind says by calling a tool; null when it calls another. */
  static @Nullable String spoken(Map<String, Object> call) {
    if (!(call.get("function") instanceof Map<?, ?> function)
        || !SPEAKING.equals(function.get("name"))
        || !(function.get("arguments") instanceof String arguments)) {
      return null;
    }
    try {
      // Within text of JSON, characters that no store keeps were not looked for yet.
      return Json.object(arguments).get("message") instanceof String message
          ? Texts.storable("message", message)
          : null;
    } catch (RuntimeException e) {
      return null; // a model wrote it, so it may be no JSON
    }
  }

  static boolean answersSpeaking(MessageBody body) {
    return SPEAKING.equals(body.name());
  }

  private static String returned(MessageBody body) {
    return answersSpeaking(body)
        ? ""
        : lines(
            list(body.toolReturns()).stream()
                .map(one -> joined(one.get("func_response")))
                .toList());
  }

  /** The texts of a content, one a line. */
  static String joined(@Nullable Object content) {
    return switch (content) {
      case null -> "";
      case String text -> text;
      case List<?> parts -> texts(parts);
      default -> content.toString();
    };
  }

  private static String texts(List<?> parts) {
    List<String> texts = new ArrayList<>(parts.size());
    for (Object part : parts) {
      if (part instanceof Map<?, ?> fields && fields.get("text") instanceof String text) {
        texts.add(text);
      }
    }
    return lines(texts);
  }

  /** Mostly there is one, which need not be copied. */
  private static String lines(List<String> texts) {
    return texts.size() == 1 ? texts.getFirst() : String.join("\n", texts);
  }

  static List<Map<String, Object>> list(@Nullable List<Map<String, Object>> list) {
    return list == null ? List.of() : list;
  }
}
