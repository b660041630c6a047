package io.thoth.memory.recall;

import io.thoth.memory.removal.Departures;
import io.thoth.memory.removal.Remnants;
import io.thoth.memory.removal.Unfinished;
import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import java.util.List;
import java.util.Optional;

/**
 * How conversations are deleted. A conversation's row stays, so that its id is never given out
 * again; the places of its messages go. Of a message that stands nowhere any more only its ids
 * stay, by which it is known when it is sent again and by which indexes learn that it is gone.
 */
public final class ConversationRemnants implements Remnants {
  private ConversationRemnants() {}

  public static Departures departures(Sql sql) {
    return new Departures(sql, "conversation", new ConversationRemnants());
  }

  /**
   * Gives up a fork that was never seen; its rows are removed later. Only for whoever has ended it
   * in the same transaction, for then it cannot come into sight.
   */
  public static void giveUp(Tx tx, Departures conversations, Unfinished unfinished) {
    tx.query(
            "select id from conversation where tenant = ? and arrival = ?",
            row -> row.text("id"),
            unfinished.tenant(),
            unfinished.id())
        .forEach(id -> conversations.begin(tx, unfinished.tenant(), id));
  }

  @Override
  public void detach(Tx tx, String tenant, String id) {
    // nothing refers to a conversation but the places of its messages
  }

  @Override
  public int remove(Tx tx, String tenant, String id, int limit) {
    Optional<Long> changed = turn(tx, tenant, id);
    if (changed.isEmpty()) {
      return 0; // it is removed with its agent
    }
    List<Long> some =
        tx.query(
            "select position from conversation_message where tenant = ?"
                + " and conversation_id = ? order by position limit ?",
            row -> row.integer("position"),
            tenant,
            id,
            limit);
    if (!some.isEmpty()) {
      remove(tx, new Stretch(tenant, id, 0, some.getLast()), changed.get());
    }
    return some.size();
  }

  /**
   * Whoever has asked is alone with the agent's messages until the end of the transaction; answers
   * what becomes their sequence.
   */
  private static Optional<Long> turn(Tx tx, String tenant, String id) {
    return tx
        .query(
            """
            update recall set sequence = sequence + 1 where tenant = ? and agent_id =
              (select v.agent_id from conversation v where v.tenant = ? and v.id = ?)
            returning sequence
            """,
            row -> row.integer("sequence"),
            tenant,
            tenant,
            id)
        .stream()
        .findFirst();
  }

  private static void remove(Tx tx, Stretch some, long changed) {
    Conditions nowhere =
        some.has("message")
            .and("conversation_id is not null")
            .and("not " + Visible.stands("message"));
    tx.send(
        "update message set text = null, body = '{}', model = null, deleted = 1, changed = ?"
            + " where "
            + nowhere.text(),
        new Conditions("", changed).and("", nowhere.arguments()).arguments());
    Conditions ofThose =
        some.has("message_vector")
            .and(
                "(select m.deleted from message m where m.tenant = message_vector.tenant"
                    + " and m.agent_id = message_vector.agent_id"
                    + " and m.sequence = message_vector.sequence) = 1");
    tx.send("delete from message_vector where " + ofThose.text(), ofThose.arguments());
    tx.update(
        "delete from conversation_message where tenant = ? and conversation_id = ?"
            + " and position <= ?",
        some.tenant(),
        some.conversationId(),
        some.last());
  }

  /** One that was never seen has no id that anybody knows. */
  @Override
  public void end(Tx tx, String tenant, String id) {
    String over =
        " where tenant = ? and id = ? and arrival = ? and not exists (select 1"
            + " from conversation_message c where c.tenant = conversation.tenant"
            + " and c.conversation_id = conversation.id)";
    tx.update(
        "delete from conversation" + over + " and deleted = 0", tenant, id, Departures.DEPARTED);
    tx.update("update conversation set arrival = null" + over, tenant, id, Departures.DEPARTED);
  }
}
