package io.thoth.memory.recall;

import io.thoth.memory.access.Usage;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Conversations and messages that come from elsewhere, with the ids, places and times they are to
 * have. Called inside the transactions of whoever brings them, for a transaction cannot cross the
 * bus. Thread-safe.
 */
public final class RecallArrivals {
  static final String PLACE =
      "insert into conversation_message"
          + " (tenant, conversation_id, position, agent_id, sequence, in_context)"
          + " values (?, ?, ?, ?, ?, ?)";

  private final MessageStore messages = new MessageStore();

  /** A conversation as it is to be, without its messages. */
  public record ArrivingConversation(
      String id,
      String agentId,
      @Nullable String summary,
      @Nullable String model,
      @Nullable Map<String, Object> modelSettings,
      List<String> isolatedBlockIds,
      @Nullable Instant lastMessageAt,
      @Nullable Instant createdAt,
      @Nullable Instant updatedAt) {}

  /** Where a message stands in a conversation. */
  public record Standing(String conversationId, long position, boolean inContext) {}

  /**
   * A message as it is to be.
   *
   * @param parts what it holds; in the form of {@code message_type} one message may have several
   * @param conversationId where it was said; null in the agent's own conversation
   * @param inContext of the agent's own conversation
   */
  public record ArrivingMessage(
      String id,
      @Nullable String conversationId,
      List<NewMessage> parts,
      boolean inContext,
      List<Standing> standings) {
    public ArrivingMessage {
      parts = List.copyOf(parts);
      standings = List.copyOf(standings);
    }

    /** One that came in a single part. */
    public ArrivingMessage(
        String id,
        @Nullable String conversationId,
        NewMessage message,
        boolean inContext,
        List<Standing> standings) {
      this(id, conversationId, List.of(message), inContext, standings);
    }
  }

  /** Gives an agent that was just made its memory, with nothing but the system message. */
  public void begin(Tx tx, Caller caller, String agentId, Instant at) {
    messages.begin(tx, caller, agentId, at);
  }

  /** The id of the agent's own system message. */
  public static String systemId(String agentId) {
    return MessageStore.systemId(agentId);
  }

  public static boolean hasConversation(Tx tx, String tenant, String conversationId) {
    return tx.number(
            "select count(*) from conversation where tenant = ? and id = ?", tenant, conversationId)
        > 0;
  }

  public void conversation(Tx tx, Caller caller, ArrivingConversation arriving) {
    Instant now = Times.now();
    Instant created = Objects.requireNonNullElse(arriving.createdAt(), now);
    Conversation made =
        new Conversation(
            arriving.id(),
            arriving.agentId(),
            arriving.summary(),
            List.of(),
            arriving.isolatedBlockIds(),
            arriving.model(),
            arriving.modelSettings(),
            null,
            created,
            Objects.requireNonNullElse(arriving.updatedAt(), created),
            caller.actor(),
            caller.actor(),
            0,
            1);
    new ConversationStore().insert(tx, caller, made);
    Instant last = arriving.lastMessageAt();
    if (last != null) {
      tx.update(
          "update conversation set last_message_at = ?, active_at = ? where tenant = ? and id = ?",
          Times.micros(last),
          Times.micros(last),
          caller.tenant(),
          arriving.id());
    }
  }

  /** What a message is, checked as if a client had sent it; a fault names the field. */
  public static void check(NewMessage message) {
    check(List.of(message));
  }

  /** The same of a message in several parts. */
  public static void check(List<NewMessage> parts) {
    Reading.joined(parts);
  }

  /** Those of these messages that the agent has. */
  public static Set<String> known(Tx tx, String tenant, String agentId, List<String> ids) {
    return ConversationArrivals.stored(tx, tenant, agentId, ids).keySet();
  }

  /** The message that was written last of those that an agent has, but for its system message. */
  public static Optional<String> last(Tx tx, String tenant, String agentId) {
    return tx.one(
        "select id from message where tenant = ? and agent_id = ? and id <> ?"
            + " order by sequence desc limit 1",
        row -> row.text("id"),
        tenant,
        agentId,
        systemId(agentId));
  }

  /** Writes messages of one agent in their order. */
  public void write(Tx tx, Caller caller, String agentId, List<ArrivingMessage> arriving) {
    List<Said> said = new ArrayList<>(arriving.size());
    for (ArrivingMessage one : arriving) {
      Draft read = Reading.joined(one.parts());
      Draft draft =
          new Draft(one.id(), read.role(), read.text(), read.body(), read.otid(), read.createdAt());
      said.add(new Said(draft, one.conversationId(), one.inContext()));
    }
    List<Message> written = messages.write(tx, caller, new Place(agentId, null), said);
    List<@Nullable Object[]> places = new ArrayList<>();
    Map<String, Grown> grown = new TreeMap<>();
    for (int i = 0; i < arriving.size(); i++) {
      for (Standing standing : arriving.get(i).standings()) {
        places.add(place(caller, written.get(i), standing));
        grown
            .computeIfAbsent(standing.conversationId(), _ -> new Grown())
            .add(standing.position(), written.get(i));
      }
    }
    tx.batch(PLACE, places);
    MessageStore.placed(tx, caller.tenant(), agentId);
    grown.forEach((id, growth) -> growth.count(tx, caller.tenant(), id));
  }

  private static @Nullable Object[] place(Caller caller, Message message, Standing standing) {
    return new @Nullable Object[] {
      caller.tenant(),
      standing.conversationId(),
      standing.position(),
      message.agentId(),
      message.sequence(),
      standing.inContext()
    };
  }

  /** By how much a conversation has grown. */
  private static final class Grown {
    private long position;
    private long messages;

    void add(long place, Message message) {
      position = Math.max(position, place);
      messages += message.role().equals("system") ? 0 : 1;
    }

    void count(Tx tx, String tenant, String conversationId) {
      tx.update(
          "update conversation set messages = messages + ?,"
              + " position = case when position < ? then ? else position end"
              + " where tenant = ? and id = ?",
          messages,
          position,
          position,
          tenant,
          conversationId);
    }
  }

  /** Counts the messages of an agent no more that never was whole and is about to go. */
  public static void uncount(Tx tx, String tenant, String agentId) {
    Usage.add(tx, tenant, Usage.Amount.passages(0, -MessageStore.bytes(tx, tenant, agentId)));
  }
}
