package io.thoth.memory.recall;

import io.thoth.memory.access.Usage;
import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.journal.Change;
import io.thoth.memory.journal.Journal;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Tx;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of messages, inside the transaction given. */
final class MessageStore {
  /** So many of the newest messages are in a context, besides the system message. */
  static final int CONTEXT = 100;

  private static final String INSERT =
      """
      insert into message (tenant, agent_id, sequence, id, conversation_id, role, text, body, otid,
        in_context, deleted, changed, model, created_by, created_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, null, ?, ?)
      """;

  /** Its place among the arguments. */
  private static final int BODY = 7;

  /** The id of an agent's own system message: the agent's, with another name before it. */
  static String systemId(String agentId) {
    return Id.MESSAGE + agentId.substring(Id.AGENT.length());
  }

  /** The row that every agent has, with its system message. */
  void begin(Tx tx, Caller caller, String agentId, Instant at) {
    long entries = Journal.newest(tx, caller.tenant(), systemId(agentId));
    // Of an agent that comes back under its old id, an index may be left that is further than 1.
    long sequence = entries == 0 ? 1 : Times.micros(Times.now());
    tx.update(
        "insert into recall (tenant, agent_id, sequence, entries, messages, recompiled_at)"
            + " values (?, ?, ?, ?, 0, ?)",
        caller.tenant(),
        agentId,
        sequence,
        entries,
        Times.micros(at));
    Message system =
        new Message(
            systemId(agentId),
            agentId,
            null,
            sequence,
            "system",
            null,
            MessageBody.ofText(""),
            null,
            true,
            caller.actor(),
            at);
    tx.update(INSERT, values(caller.tenant(), system));
  }

  /**
   * Makes room in the sequence; answers its last number. Whoever has asked is alone with the
   * agent's messages until the end of the transaction.
   */
  long advance(Tx tx, String tenant, String agentId, int changes, int messages) {
    return advanced(tx, tenant, agentId, changes, messages)
        .orElseThrow(() -> Fault.notFound("Agent", agentId));
  }

  /** The same; empty when the agent is gone. */
  static Optional<Long> advanced(Tx tx, String tenant, String agentId, int changes, int messages) {
    return tx
        .query(
            "update recall set sequence = sequence + ?, messages = messages + ?"
                + " where tenant = ? and agent_id = ? returning sequence",
            row -> row.integer("sequence"),
            changes,
            messages,
            tenant,
            agentId)
        .stream()
        .findFirst();
  }

  Optional<Message> find(Tx tx, String tenant, String messageId) {
    return tx.one(
        "select "
            + MessageRow.COLUMNS
            + " from message m where m.tenant = ? and m.id = ? and "
            + Visible.message("m")
            + " and "
            + AgentDirectory.sees("m"),
        MessageRow::message,
        tenant,
        messageId);
  }

  /** Writes new messages in their order; they come back as they were written. */
  List<Message> insert(Tx tx, Caller caller, Place place, List<Draft> drafts) {
    int count = drafts.size();
    List<Said> said = new ArrayList<>(count);
    for (Draft draft : drafts) {
      boolean context = place.conversationId() == null && count - said.size() <= CONTEXT;
      said.add(new Said(draft, place.conversationId(), context));
    }
    return write(tx, caller, place, said);
  }

  /**
   * Writes messages of one agent that may have been said in different places.
   *
   * @param place which of them the journal tells
   */
  List<Message> write(Tx tx, Caller caller, Place place, List<Said> said) {
    if (said.isEmpty()) {
      return List.of();
    }
    int count = said.size();
    int counted = (int) said.stream().filter(one -> !one.draft().role().equals("system")).count();
    long first = advance(tx, caller.tenant(), place.agentId(), count, counted) - count + 1;
    Instant now = Times.now();
    List<Message> made = new ArrayList<>(count);
    for (Said one : said) {
      Instant at = now.plus(made.size(), ChronoUnit.MICROS);
      made.add(message(caller, place.agentId(), one, first + made.size(), at));
    }
    List<@Nullable Object[]> rows =
        made.stream().map(message -> values(caller.tenant(), message)).toList();
    tx.batch(INSERT, rows);
    long bytes = rows.stream().mapToLong(row -> Usage.bytes(String.valueOf(row[BODY]))).sum();
    journal(tx, caller, place.agentId(), "messages.store", told(place, made), bytes);
    return made;
  }

  private static Message message(
      Caller caller, String agentId, Said said, long sequence, Instant now) {
    Draft draft = said.draft();
    return new Message(
        draft.id() == null ? Id.fresh(Id.MESSAGE) : draft.id(),
        agentId,
        said.conversationId(),
        sequence,
        draft.role(),
        draft.text(),
        draft.body(),
        draft.otid(),
        said.inContext(),
        caller.actor(),
        Objects.requireNonNullElse(draft.createdAt(), now).truncatedTo(ChronoUnit.MICROS));
  }

  private static Map<String, Object> told(Place place, List<Message> made) {
    return Map.of(
        "first", made.getFirst().sequence(),
        "last", made.getLast().sequence(),
        "conversation_id",
            place.conversationId() == null ? Conversations.DEFAULT : place.conversationId());
  }

  private static @Nullable Object[] values(String tenant, Message message) {
    return new @Nullable Object[] {
      tenant,
      message.agentId(),
      message.sequence(),
      message.id(),
      message.conversationId(),
      message.role(),
      message.text(),
      Json.write(message.body()),
      message.otid(),
      message.inContext(),
      message.sequence(),
      message.createdById(),
      Times.micros(message.createdAt())
    };
  }

  /** Writes the entry of a change of what an agent remembers. */
  void journal(Tx tx, Caller caller, String agentId, String operation, Map<String, Object> state) {
    journal(tx, caller, agentId, operation, state, 0);
  }

  /**
   * The same, where messages were written.
   *
   * @param bytes by how much their bodies have grown; a fault {@code OVER_QUOTA} when that is more
   *     than the organisation may keep
   */
  void journal(
      Tx tx,
      Caller caller,
      String agentId,
      String operation,
      Map<String, Object> state,
      long bytes) {
    record Next(long entry, @Nullable Long most) {}
    Next next =
        tx.query(
                "update recall set entries = entries + 1, bytes = bytes + ? where tenant = ?"
                    + " and agent_id = ? returning entries,"
                    + Usage.MOST,
                row -> new Next(row.integer("entries"), Usage.most(row)),
                bytes,
                caller.tenant(),
                agentId,
                caller.tenant())
            .getFirst();
    Usage.grow(tx, caller.tenant(), bytes, next.most());
    Journal.append(
        tx,
        caller,
        new Change(systemId(agentId), next.entry(), operation, Times.now(), Json.write(state)));
  }

  /**
   * Counts messages that are not told any more.
   *
   * @param count without system messages
   * @param bytes of the bodies of all
   */
  void hidden(Tx tx, String tenant, String agentId, long count, long bytes) {
    tx.update(
        "update recall set messages = messages - ?, bytes = bytes - ?"
            + " where tenant = ? and agent_id = ?",
        count,
        bytes,
        tenant,
        agentId);
    Usage.grow(tx, tenant, -bytes, null);
  }

  /** Says that messages that were there already stand elsewhere now, or have become larger. */
  static void placed(Tx tx, String tenant, String agentId) {
    tx.update(
        "update recall set placed = placed + 1 where tenant = ? and agent_id = ?", tenant, agentId);
  }

  /**
   * How many bytes the bodies of an agent's messages have; they stay so until the transaction ends.
   */
  static long bytes(Tx tx, String tenant, String agentId) {
    return tx.one(
            "select r.bytes from recall r where r.tenant = ? and r.agent_id = ?"
                + tx.forUpdate("r"),
            row -> row.integer("bytes"),
            tenant,
            agentId)
        .orElse(0L);
  }

  /** The stored messages of an agent after a sequence, those of deleted conversations left out. */
  List<Message> rows(Tx tx, String tenant, String agentId, long after, int limit) {
    return tx.query(
        "select "
            + MessageRow.COLUMNS
            + " from message m where m.tenant = ? and m.agent_id = ? and m.sequence > ?"
            + " and "
            + Visible.message("m")
            + " order by m.sequence limit ?",
        MessageRow::message,
        tenant,
        agentId,
        after,
        limit);
  }

  /** Where messages stand, in conversations that are not deleted. */
  List<Placements.Placement> placements(Tx tx, String tenant, Placements.Among question) {
    return tx.query(
        """
        select c.sequence, c.conversation_id, c.position, c.in_context
        from conversation_message c
        join conversation v on v.tenant = c.tenant and v.id = c.conversation_id
        where c.tenant = ? and c.agent_id = ? and c.sequence between ? and ? and %s
        order by c.sequence, c.conversation_id
        """
            .formatted(Visible.conversation("v")),
        row ->
            new Placements.Placement(
                row.integer("sequence"),
                row.text("conversation_id"),
                row.integer("position"),
                row.flag("in_context")),
        tenant,
        question.agentId(),
        question.first(),
        question.last());
  }
}
