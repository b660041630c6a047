package io.thoth.memory.recall;

import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.journal.Change;
import io.thoth.memory.journal.Journal;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import io.thoth.memory.removal.Unfinished;
import io.thoth.memory.sql.Row;
import io.thoth.memory.sql.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of conversations and what stands in them, inside the transaction given. */
final class ConversationStore {
  static final String COLUMNS =
      "v.id, v.agent_id, v.summary, v.model, v.model_settings, v.isolated, v.messages, v.version,"
          + " v.created_by, v.updated_by, v.created_at, v.updated_at, v.last_message_at";

  static Conversation conversation(Row row) {
    String settings = row.textOrNull("model_settings");
    Long last = row.integerOrNull("last_message_at");
    return new Conversation(
        row.text("id"),
        row.text("agent_id"),
        row.textOrNull("summary"),
        List.of(),
        Json.texts(row.text("isolated")),
        row.textOrNull("model"),
        settings == null ? null : Json.object(settings),
        last == null ? null : Times.ofMicros(last),
        Times.ofMicros(row.integer("created_at")),
        Times.ofMicros(row.integer("updated_at")),
        row.text("created_by"),
        row.text("updated_by"),
        row.integer("messages"),
        row.integer("version"));
  }

  Conversation require(Tx tx, String tenant, String conversationId) {
    return require(tx, tenant, conversationId, "");
  }

  Optional<Conversation> find(Tx tx, String tenant, String conversationId) {
    return find(tx, tenant, conversationId, "");
  }

  /** The same; until the end of the transaction nobody else changes or deletes it. */
  Conversation requireToChange(Tx tx, String tenant, String conversationId) {
    return require(tx, tenant, conversationId, tx.forUpdate("v"));
  }

  private static Conversation require(Tx tx, String tenant, String conversationId, String locking) {
    return find(tx, tenant, conversationId, locking)
        .orElseThrow(() -> Fault.notFound("Conversation", conversationId));
  }

  private static Optional<Conversation> find(
      Tx tx, String tenant, String conversationId, String locking) {
    return tx.one(
        "select "
            + COLUMNS
            + " from conversation v where v.tenant = ? and v.id = ? and "
            + Visible.conversation("v")
            + " and "
            + AgentDirectory.sees("v")
            + locking,
        ConversationStore::conversation,
        tenant,
        conversationId);
  }

  void insert(Tx tx, Caller caller, Conversation made) {
    write(tx, caller, made, null);
    journal(tx, caller, made, "conversation.create");
  }

  /** Writes one that nobody sees before {@link #reveal}. */
  void insertUnseen(Tx tx, Caller caller, Conversation made, Unfinished unfinished) {
    write(tx, caller, made, unfinished.id());
  }

  /** Lets a conversation be seen, with these blocks; a fault when it was given up meanwhile. */
  void reveal(Tx tx, Caller caller, Conversation made, Unfinished unfinished) {
    int rows =
        tx.update(
            "update conversation set arrival = null, isolated = ?"
                + " where tenant = ? and id = ? and arrival = ?",
            Json.write(made.isolatedBlockIds()),
            caller.tenant(),
            made.id(),
            unfinished.id());
    if (rows == 0) {
      throw Unfinished.givenUp();
    }
    journal(tx, caller, made, "conversation.create");
  }

  private static void write(Tx tx, Caller caller, Conversation made, @Nullable String arrival) {
    Map<String, Object> settings = made.modelSettings();
    tx.update(
        """
        insert into conversation (tenant, id, agent_id, summary, model, model_settings, isolated,
          position, messages, deleted, version, created_by, updated_by, created_at, updated_at,
          last_message_at, active_at, arrival)
        values (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?, ?, ?, ?, ?, null, ?, ?)
        """,
        caller.tenant(),
        made.id(),
        made.agentId(),
        made.summary(),
        made.model(),
        settings == null ? null : Json.write(settings),
        Json.write(made.isolatedBlockIds()),
        made.version(),
        made.createdById(),
        made.lastUpdatedById(),
        Times.micros(made.createdAt()),
        Times.micros(made.updatedAt()),
        Times.micros(made.createdAt()),
        arrival);
  }

  Conversation update(Tx tx, Caller caller, Conversations.Update patch) {
    Instant last = patch.lastMessageAt();
    Long micros = last == null ? null : Times.micros(last);
    tx.update(
        """
        update conversation set summary = coalesce(?, summary), model = coalesce(?, model),
          model_settings = coalesce(?, model_settings),
          last_message_at = coalesce(?, last_message_at), active_at = coalesce(?, active_at),
          version = version + 1, updated_by = ?, updated_at = ?
        where tenant = ? and id = ? and deleted = 0 and arrival is null
        """,
        patch.summary(),
        patch.model(),
        patch.modelSettings() == null ? null : Json.write(patch.modelSettings()),
        micros,
        micros,
        caller.actor(),
        Times.micros(Times.now()),
        caller.tenant(),
        patch.conversationId());
    Conversation after = require(tx, caller.tenant(), patch.conversationId());
    journal(tx, caller, after, "conversation.update");
    return after;
  }

  /**
   * Takes a conversation out of sight; what it has of messages is removed by others.
   *
   * @param changed the agent's sequence from then on
   */
  void delete(Tx tx, Caller caller, Conversation conversation, long changed) {
    tx.update(
        "update conversation set deleted = 1, changed = ?, version = version + 1, updated_by = ?,"
            + " updated_at = ? where tenant = ? and id = ?",
        changed,
        caller.actor(),
        Times.micros(Times.now()),
        caller.tenant(),
        conversation.id());
    journal(tx, caller, conversation.version() + 1, conversation, "conversation.delete");
  }

  /** Puts messages that were just written at the end of their conversation. */
  void append(Tx tx, String tenant, String conversationId, List<Message> messages) {
    if (messages.isEmpty()) {
      return;
    }
    int count = messages.size();
    int counted = (int) messages.stream().filter(m -> !m.role().equals("system")).count();
    long first = room(tx, tenant, conversationId, count, counted) - count + 1;
    List<@Nullable Object[]> rows = new ArrayList<>(count);
    for (Message message : messages) {
      boolean context = count - rows.size() <= MessageStore.CONTEXT || first == 1 && rows.isEmpty();
      rows.add(
          new @Nullable Object[] {
            tenant,
            conversationId,
            first + rows.size(),
            message.agentId(),
            message.sequence(),
            context
          });
    }
    tx.batch(RecallArrivals.PLACE, rows);
    long last = messages.stream().mapToLong(m -> Times.micros(m.createdAt())).max().orElseThrow();
    if (counted > 0) {
      spoken(tx, tenant, conversationId, last);
    }
  }

  private static long room(Tx tx, String tenant, String conversationId, int messages, int counted) {
    return tx
        .query(
            "update conversation set position = position + ?, messages = messages + ?"
                + " where tenant = ? and id = ? and deleted = 0 and arrival is null"
                + " returning position",
            row -> row.integer("position"),
            messages,
            counted,
            tenant,
            conversationId)
        .stream()
        .findFirst()
        .orElseThrow(() -> Fault.notFound("Conversation", conversationId));
  }

  private static void spoken(Tx tx, String tenant, String conversationId, long at) {
    tx.update(
        """
        update conversation set last_message_at = ?, active_at = ?, updated_at = ?
        where tenant = ? and id = ? and (last_message_at is null or last_message_at < ?)
        """,
        at,
        at,
        Times.micros(Times.now()),
        tenant,
        conversationId,
        at);
  }

  private static void journal(Tx tx, Caller caller, Conversation state, String operation) {
    journal(tx, caller, state.version(), state, operation);
  }

  private static void journal(
      Tx tx, Caller caller, long version, Conversation state, String operation) {
    Journal.append(
        tx, caller, new Change(state.id(), version, operation, Times.now(), Json.write(state)));
  }
}
