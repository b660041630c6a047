package io.thoth.memory.recall;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.recall.RecallArrivals.ArrivingMessage;
import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Tx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands in conversations that come from elsewhere, told conversation by conversation, when
 * most of the messages have arrived with their agent before. Called inside the transactions of
 * whoever brings them. Thread-safe.
 */
public final class ConversationArrivals {
  private final RecallArrivals recall = new RecallArrivals();

  /**
   * A message of a conversation.
   *
   * @param message says by its {@code conversationId} whether it was said here
   * @param inContext of the conversation
   */
  public record Said(ArrivingMessage message, boolean inContext) {}

  /**
   * What of a stored message decides where it stands.
   *
   * @param gone whether it is told no more
   */
  record Stored(
      String id,
      long sequence,
      String role,
      @Nullable String conversationId,
      boolean inContext,
      boolean gone) {}

  /**
   * Writes messages behind those that stand in the conversation, in their order. What the agent has
   * already is only placed, what is placed already is left alone, and what was deleted here stays
   * so. Answers how many were written.
   */
  public int write(
      Tx tx, Caller caller, String agentId, String conversationId, List<Said> messages) {
    MessageStore.placed(tx, caller.tenant(), agentId); // alone from here on: nothing goes meanwhile
    if (isGone(tx, caller.tenant(), conversationId)) {
      return 0;
    }
    List<String> ids = messages.stream().map(said -> said.message().id()).toList();
    Set<String> known = stored(tx, caller.tenant(), agentId, ids).keySet();
    List<ArrivingMessage> missing =
        messages.stream().map(Said::message).filter(one -> !known.contains(one.id())).toList();
    if (!missing.isEmpty()) {
      recall.write(tx, caller, agentId, missing);
    }
    Map<String, Stored> stored = stored(tx, caller.tenant(), agentId, ids);
    stored.values().removeIf(Stored::gone);
    Set<String> standing = standing(tx, caller.tenant(), conversationId, ids);
    List<Said> fresh =
        messages.stream().filter(said -> !standing.contains(said.message().id())).toList();
    move(tx, caller.tenant(), agentId, fresh, stored);
    place(tx, caller.tenant(), agentId, conversationId, fresh, stored);
    return missing.size();
  }

  /** Whether a conversation was deleted here, or is otherwise seen by nobody. */
  public static boolean isGone(Tx tx, String tenant, String conversationId) {
    return tx.number(
            "select count(*) from conversation v where v.tenant = ? and v.id = ? and not ("
                + Visible.conversation("v")
                + ")",
            tenant,
            conversationId)
        > 0;
  }

  /** Those of these messages that the agent has, by id. */
  static Map<String, Stored> stored(Tx tx, String tenant, String agentId, List<String> ids) {
    Map<String, Stored> stored = new LinkedHashMap<>();
    if (ids.isEmpty()) {
      return stored;
    }
    Conditions where =
        new Conditions("m.tenant = ? and m.agent_id = ?", tenant, agentId)
            .and("m.id in (" + Conditions.marks(ids) + ")", ids.toArray());
    tx.query(
            "select m.id, m.sequence, m.role, m.conversation_id, m.in_context, case when "
                + Visible.message("m")
                + " then 0 else 1 end as gone from message m where "
                + where.text(),
            row ->
                new Stored(
                    row.text("id"),
                    row.integer("sequence"),
                    row.text("role"),
                    row.textOrNull("conversation_id"),
                    row.flag("in_context"),
                    row.flag("gone")),
            where.arguments())
        .forEach(one -> stored.put(one.id(), one));
    return stored;
  }

  private static Set<String> standing(
      Tx tx, String tenant, String conversationId, List<String> ids) {
    if (ids.isEmpty()) {
      return Set.of();
    }
    Conditions where =
        new Conditions("c.tenant = ? and c.conversation_id = ?", tenant, conversationId)
            .and("m.id in (" + Conditions.marks(ids) + ")", ids.toArray());
    return Set.copyOf(
        tx.query(
            "select m.id from conversation_message c join message m on m.tenant = c.tenant"
                + " and m.agent_id = c.agent_id and m.sequence = c.sequence where "
                + where.text(),
            row -> row.text("id"),
            where.arguments()));
  }

  /** The message that stands last in a conversation. */
  public static Optional<String> last(Tx tx, String tenant, String conversationId) {
    return tx.one(
        "select m.id from conversation_message c join message m on m.tenant = c.tenant"
            + " and m.agent_id = c.agent_id and m.sequence = c.sequence"
            + " where c.tenant = ? and c.conversation_id = ? order by c.position desc limit 1",
        row -> row.text("id"),
        tenant,
        conversationId);
  }

  /** What was said in the conversation is no longer the agent's own, unless its context has it. */
  private static void move(
      Tx tx, String tenant, String agentId, List<Said> messages, Map<String, Stored> stored) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Said said : messages) {
      Stored known = stored.get(said.message().id());
      String origin = said.message().conversationId();
      if (known != null && known.conversationId() == null && !known.inContext() && origin != null) {
        rows.add(new @Nullable Object[] {origin, tenant, agentId, known.sequence()});
      }
    }
    tx.batch(
        "update message set conversation_id = ? where tenant = ? and agent_id = ? and sequence = ?",
        rows);
  }

  private static void place(
      Tx tx,
      String tenant,
      String agentId,
      String conversationId,
      List<Said> messages,
      Map<String, Stored> stored) {
    long position =
        tx.number(
            "select position from conversation where tenant = ? and id = ?",
            tenant,
            conversationId);
    int counted = 0;
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Said said : messages) {
      Stored known = stored.get(said.message().id());
      if (known != null) {
        long sequence = known.sequence();
        long place = position + rows.size() + 1;
        counted += known.role().equals("system") ? 0 : 1;
        rows.add(
            new @Nullable Object[] {
              tenant, conversationId, place, agentId, sequence, said.inContext()
            });
      }
    }
    tx.batch(RecallArrivals.PLACE, rows);
    tx.update(
        "update conversation set position = position + ?, messages = messages + ?"
            + " where tenant = ? and id = ?",
        rows.size(),
        counted,
        tenant,
        conversationId);
  }
}
