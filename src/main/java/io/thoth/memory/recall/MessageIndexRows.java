package io.thoth.memory.recall;

import io.thoth.memory.embedding.Vectors;
import io.thoth.memory.search.Document;
import io.thoth.memory.search.IndexRows;
import io.thoth.memory.sql.Row;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the index of one agent's messages is made of. Every row says when it changed last, in the
 * agent's sequence, so the index follows the rows themselves. The filters of a search become tags:
 * of the role, of each conversation it stands in, and of both together.
 */
final class MessageIndexRows implements IndexRows {
  private static final int PAGE = 500;

  private static final String SELECT =
      """
      select m.sequence, m.id, m.text, m.role, m.conversation_id, m.created_at, m.deleted, v.vector
      from message m
      left join message_vector v on v.tenant = m.tenant and v.agent_id = m.agent_id
        and v.sequence = m.sequence and v.model = ?
      """;

  private final Sql sql;
  private final String model;
  private final String tenant;
  private final String agentId;

  MessageIndexRows(Sql sql, String model, String tenant, String agentId) {
    this.sql = sql;
    this.model = model;
    this.tenant = tenant;
    this.agentId = agentId;
  }

  /** The tag of a role, of a conversation, or of both. */
  static String tag(@Nullable String role, @Nullable String conversation) {
    return (role == null ? "" : role) + "@" + (conversation == null ? "" : conversation);
  }

  @Override
  public String name() {
    return agentId;
  }

  @Override
  public long sequence() {
    return sql.read("message.index.position", this::sequence);
  }

  private long sequence(Tx tx) {
    return tx.one(
            "select sequence from recall where tenant = ? and agent_id = ?",
            row -> row.integer("sequence"),
            tenant,
            agentId)
        .orElse(0L);
  }

  @Override
  public List<Document> page(long after) {
    return sql.readAnywhere(
        "message.index.load",
        tx ->
            documents(
                tx,
                tx.query(
                    SELECT
                        + " where m.tenant = ? and m.agent_id = ? and m.sequence > ?"
                        + " and m.text is not null and m.deleted = 0 order by m.sequence limit ?",
                    MessageIndexRows::found,
                    model,
                    tenant,
                    agentId,
                    after,
                    PAGE)));
  }

  /** All changes at once: whoever is far behind loads everything instead. */
  @Override
  public @Nullable Step step(long position) {
    return sql.read("message.index.follow", tx -> step(tx, position));
  }

  private @Nullable Step step(Tx tx, long position) {
    long reached = sequence(tx);
    if (reached <= position) {
      return null;
    }
    List<Found> changed =
        tx.query(
            SELECT
                + " where m.tenant = ? and m.agent_id = ? and m.changed > ?"
                + " and m.text is not null order by m.sequence",
            MessageIndexRows::found,
            model,
            tenant,
            agentId,
            position);
    List<String> gone = changed.stream().filter(Found::deleted).map(Found::id).toList();
    List<Found> put = changed.stream().filter(one -> !one.deleted()).toList();
    return new Step(reached, documents(tx, put), gone);
  }

  @SuppressWarnings("ArrayRecordComponent") // read once
  private record Found(
      long sequence,
      String id,
      String text,
      String role,
      @Nullable String conversationId,
      long createdAt,
      boolean deleted,
      byte @Nullable [] vector) {}

  private static Found found(Row row) {
    return new Found(
        row.integer("sequence"),
        row.text("id"),
        row.text("text"),
        row.text("role"),
        row.textOrNull("conversation_id"),
        row.integer("created_at"),
        row.flag("deleted"),
        row.bytesOrNull("vector"));
  }

  private List<Document> documents(Tx tx, List<Found> found) {
    if (found.isEmpty()) {
      return List.of();
    }
    Map<Long, List<String>> places =
        places(tx, found.getFirst().sequence(), found.getLast().sequence());
    List<Document> documents = new ArrayList<>(found.size());
    for (Found one : found) {
      documents.add(document(one, places.getOrDefault(one.sequence(), List.of())));
    }
    return documents;
  }

  /** In which conversations messages stand that are not deleted. */
  private Map<Long, List<String>> places(Tx tx, long first, long last) {
    record In(long sequence, String conversationId) {}
    Map<Long, List<String>> places = new HashMap<>();
    tx.query(
            """
            select c.sequence, c.conversation_id from conversation_message c
            join conversation v on v.tenant = c.tenant and v.id = c.conversation_id
            where c.tenant = ? and c.agent_id = ? and c.sequence between ? and ? and v.deleted = 0
            """,
            row -> new In(row.integer("sequence"), row.text("conversation_id")),
            tenant,
            agentId,
            first,
            last)
        .forEach(
            in ->
                places
                    .computeIfAbsent(in.sequence(), _ -> new ArrayList<>())
                    .add(in.conversationId()));
    return places;
  }

  private static Document document(Found found, List<String> conversations) {
    List<String> tags = new ArrayList<>(List.of(tag(found.role(), null)));
    List<String> places = new ArrayList<>(conversations);
    if (found.conversationId() == null) {
      places.add(Conversations.DEFAULT);
    }
    for (String place : places) {
      tags.add(tag(found.role(), place));
    }
    String session =
        found.conversationId() == null ? Conversations.DEFAULT : found.conversationId();
    Document plain =
        new Document(
            found.id(), found.sequence(), found.text(), null, tags, found.createdAt(), session);
    return found.vector() == null ? plain : plain.withKept(Vectors.floats(found.vector()));
  }
}
