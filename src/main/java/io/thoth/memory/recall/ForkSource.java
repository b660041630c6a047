package io.thoth.memory.recall;

import io.thoth.memory.sql.Tx;
import java.util.List;
import java.util.Set;

/**
 * What was said in a place when a fork of it was asked for. It does not change as long as the place
 * is there, whatever is said there later.
 *
 * @param last place of the newest message of then
 * @param context sequences of the messages that were in the context then
 * @param system sequences of the system messages, which are not shared
 */
record ForkSource(Place place, long last, Set<Long> context, Set<Long> system) {

  /**
   * A message of the place.
   *
   * @param key orders the messages
   */
  record Said(long key, long sequence) {}

  static ForkSource of(Tx tx, String tenant, Place place) {
    return place.conversationId() == null
        ? ofAgent(tx, tenant, place)
        : ofConversation(tx, tenant, place, place.conversationId());
  }

  private static ForkSource ofAgent(Tx tx, String tenant, Place place) {
    String own =
        "select sequence from message where tenant = ? and agent_id = ?"
            + " and conversation_id is null and deleted = 0 and ";
    String agentId = place.agentId();
    return new ForkSource(
        place,
        tx.number("select sequence from recall where tenant = ? and agent_id = ?", tenant, agentId),
        sequences(tx, own + "in_context = 1", tenant, agentId),
        sequences(tx, own + "role = 'system'", tenant, agentId));
  }

  private static ForkSource ofConversation(Tx tx, String tenant, Place place, String conversation) {
    String standing =
        "select c.sequence from conversation_message c where c.tenant = ?"
            + " and c.conversation_id = ?";
    return new ForkSource(
        place,
        tx.number(
            "select position from conversation where tenant = ? and id = ?", tenant, conversation),
        sequences(tx, standing + " and c.in_context = 1", tenant, conversation),
        sequences(
            tx,
            "select sequence from message where tenant = ? and agent_id = ? and role = 'system'"
                + (" and sequence in (" + standing + ")"),
            tenant,
            place.agentId(),
            tenant,
            conversation));
  }

  private static Set<Long> sequences(Tx tx, String statement, Object... arguments) {
    return Set.copyOf(tx.query(statement, row -> row.integer("sequence"), arguments));
  }

  /** A fault {@code NOT_FOUND} when the place or its agent is gone meanwhile. */
  void require(Tx tx, String tenant) {
    String conversation = place.conversationId();
    Place.find(tx, tenant, conversation, conversation == null ? place.agentId() : null);
  }

  /** The next messages after a key, in their order. */
  List<Said> after(Tx tx, String tenant, long key, int limit) {
    String own =
        "select m.sequence as place, m.sequence from message m where m.tenant = ?"
            + " and m.agent_id = ? and m.conversation_id is null and m.deleted = 0"
            + " and m.sequence > ? and m.sequence <= ? order by m.sequence limit ?";
    String others =
        "select c.position as place, c.sequence from conversation_message c where c.tenant = ?"
            + " and c.conversation_id = ? and c.position > ? and c.position <= ?"
            + " order by c.position limit ?";
    String conversation = place.conversationId();
    return tx.query(
        conversation == null ? own : others,
        row -> new Said(row.integer("place"), row.integer("sequence")),
        tenant,
        conversation == null ? place.agentId() : conversation,
        key,
        last,
        limit);
  }
}
