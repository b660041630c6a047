package io.thoth.memory.recall;

import io.thoth.memory.embedding.Vectors;
import io.thoth.memory.search.Document;
import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Row;
import io.thoth.memory.sql.Tx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages of one agent as documents of its index. The filters of a search become tags: of the
 * role, of each conversation a message stands in, and of both together.
 */
final class MessageDocuments {
  private static final String SELECT =
      """
      select m.sequence, m.id, coalesce(m.text, '') as text, m.role, m.conversation_id,
        m.created_at, case when %s then 0 else 1 end as gone, v.vector
      from message m
      left join message_vector v on v.tenant = m.tenant and v.agent_id = m.agent_id
        and v.sequence = m.sequence and v.model = ?
      where m.tenant = ? and m.agent_id = ? and (m.text is not null or m.deleted = 1)
      """
          .formatted(Visible.message("m"));

  private final String model;
  private final String tenant;
  private final String agentId;

  MessageDocuments(String model, String tenant, String agentId) {
    this.model = model;
    this.tenant = tenant;
    this.agentId = agentId;
  }

  /** The tag of a role, of a conversation, or of both. */
  static String tag(@Nullable String role, @Nullable String conversation) {
    return (role == null ? "" : role) + "@" + (conversation == null ? "" : conversation);
  }

  /**
   * Some of the agent's messages.
   *
   * @param told those that are told, by their sequence
   * @param gone ids of those that are told no more
   */
  record Some(List<Document> told, List<String> gone) {}

  /**
   * The messages for which a condition holds.
   *
   * @param condition of rows {@code m}, perhaps with an end such as a limit; ordered by sequence
   */
  Some where(Tx tx, String condition, Object... arguments) {
    Conditions all = new Conditions("", model, tenant, agentId).and("", arguments);
    List<Found> found =
        tx.query(SELECT + "and " + condition, MessageDocuments::found, all.arguments());
    List<String> gone = found.stream().filter(Found::gone).map(Found::id).toList();
    List<Found> told = found.stream().filter(one -> !one.gone()).toList();
    return new Some(documents(tx, told), gone);
  }

  @SuppressWarnings("ArrayRecordComponent") // read once
  private record Found(
      long sequence,
      String id,
      String text,
      String role,
      @Nullable String conversationId,
      long createdAt,
      boolean gone,
      byte @Nullable [] vector) {}

  private static Found found(Row row) {
    return new Found(
        row.integer("sequence"),
        row.text("id"),
        row.text("text"),
        row.text("role"),
        row.textOrNull("conversation_id"),
        row.integer("created_at"),
        row.flag("gone"),
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
            where c.tenant = ? and c.agent_id = ? and c.sequence between ? and ? and %s
            """
                .formatted(Visible.conversation("v")),
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
