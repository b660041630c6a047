package io.thoth.memory.letta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Json;
import io.thoth.memory.recall.NewMessage;
import io.thoth.memory.recall.RecallArrivals;
import io.thoth.memory.recall.RecallArrivals.ArrivingMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Messages as lists tell them: what was stored as one is told as several with its id, such as the
 * reasoning and the call of a tool.
 */
final class MessageShape {
  private static final int LOW_BITS = 0x7f;

  private MessageShape() {}

  /** What was stored as one message, in its parts. */
  record Told(String id, List<Item> parts) {
    boolean isSystem() {
      return "system_message".equals(parts.getFirst().text("message_type"));
    }

    /** A fault when this program has no such message. */
    ArrivingMessage arriving(@Nullable String conversationId, boolean inContext) {
      List<NewMessage> read = new ArrayList<>();
      for (Item part : parts) {
        read.add(Json.convert(withoutDerivedName(part), NewMessage.class));
      }
      RecallArrivals.check(read);
      return new ArrivingMessage(id, conversationId, read, inContext, List.of());
    }
  }

  static List<Told> grouped(List<Item> items) {
    Map<String, List<Item>> parts = new LinkedHashMap<>();
    for (Item item : items) {
      parts.computeIfAbsent(item.id(Id.MESSAGE), _ -> new ArrayList<>()).add(item);
    }
    List<Told> told = new ArrayList<>();
    parts.forEach((id, some) -> told.add(new Told(id, some)));
    return told;
  }

  /** Letta names every part after the message's own UUID; only other names are a client's. */
  private static ObjectNode withoutDerivedName(Item part) {
    ObjectNode fields = part.json().deepCopy();
    String otid = part.text("otid");
    if (otid != null && isDerived(otid, part.id(Id.MESSAGE))) {
      fields.remove("otid");
    }
    return fields;
  }

  private static boolean isDerived(String otid, String id) {
    try {
      UUID own = UUID.fromString(id.substring(Id.MESSAGE.length() + 1));
      UUID name = UUID.fromString(otid);
      return own.getMostSignificantBits() == name.getMostSignificantBits()
          && (own.getLeastSignificantBits() & ~LOW_BITS)
              == (name.getLeastSignificantBits() & ~LOW_BITS);
    } catch (IllegalArgumentException anotherName) {
      return false;
    }
  }
}
