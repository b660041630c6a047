package io.thoth.memory.recall;

import io.thoth.memory.removal.Departures;
import io.thoth.memory.removal.Remnants;
import io.thoth.memory.removal.Unfinished;
import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import java.util.List;
import java.util.LongSummaryStatistics;
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

  /** Gives up a fork that was never seen; its rows are removed later. */
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
    Optional<Turn> turn = turn(tx, tenant, id);
    if (turn.isEmpty()) {
      return 0; // it is removed with its agent
    }
    List<Standing> some =
        tx.query(
            "select position, sequence from conversation_message where tenant = ?"
                + " and conversation_id = ? order by position limit ?",
            row -> new Standing(row.integer("position"), row.integer("sequence")),
            tenant,
            id,
            limit);
    if (!some.isEmpty()) {
      remove(tx, new Part(tenant, turn.get(), id, some));
    }
    return some.size();
  }

  /** Whose messages change now, and what becomes their sequence. */
  private record Turn(String agentId, long changed) {}

  /** Whoever has asked is alone with the agent's messages until the end of the transaction. */
  private static Optional<Turn> turn(Tx tx, String tenant, String id) {
    return tx
        .query(
            """
            update recall set sequence = sequence + 1 where tenant = ? and agent_id =
              (select v.agent_id from conversation v
                where v.tenant = ? and v.id = ? and v.arrival = ?)
            returning agent_id, sequence
            """,
            row -> new Turn(row.text("agent_id"), row.integer("sequence")),
            tenant,
            tenant,
            id,
            Departures.DEPARTED)
        .stream()
        .findFirst();
  }

  private record Standing(long position, long sequence) {}

  /** The beginning of what is left of a conversation. */
  private record Part(String tenant, Turn turn, String id, List<Standing> some) {
    long last() {
      return some.getLast().position();
    }

    /** The arguments of {@link #RANGE}. */
    Object[] range() {
      LongSummaryStatistics all = some.stream().mapToLong(Standing::sequence).summaryStatistics();
      return new Object[] {tenant, turn.agentId(), all.getMin(), all.getMax()};
    }
  }

  /** Helps a database that does not know yet how the rows are spread. */
  private static final String RANGE = "tenant = ? and agent_id = ? and sequence between ? and ?";

  private static void remove(Tx tx, Part part) {
    Conditions nowhere =
        new Conditions(RANGE, part.range())
            .and(
                "(select count(*) from conversation_message h where h.tenant = message.tenant"
                    + " and h.agent_id = message.agent_id and h.sequence = message.sequence"
                    + " and h.conversation_id = ? and h.position <= ?) > 0",
                part.id(),
                part.last())
            .and("conversation_id is not null")
            .and("not " + Visible.stands("message"));
    tx.send(
        "update message set text = null, body = '{}', model = null, deleted = 1, changed = ?"
            + " where "
            + nowhere.text(),
        new Conditions("", part.turn().changed()).and("", nowhere.arguments()).arguments());
    Conditions ofThose =
        new Conditions(RANGE, part.range())
            .and(
                "sequence in (select sequence from message where " + RANGE + " and deleted = 1)",
                part.range());
    tx.send("delete from message_vector where " + ofThose.text(), ofThose.arguments());
    tx.update(
        "delete from conversation_message where tenant = ? and conversation_id = ?"
            + " and position <= ?",
        part.tenant(),
        part.id(),
        part.last());
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
