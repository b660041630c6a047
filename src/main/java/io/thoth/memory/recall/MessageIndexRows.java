package io.thoth.memory.recall;

import io.thoth.memory.removal.Departures;
import io.thoth.memory.search.Document;
import io.thoth.memory.search.IndexRows;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the index of one agent's messages is made of. Every message says when it changed last, in
 * the agent's sequence, so the index follows the rows themselves; and every conversation when it
 * came into sight as a fork or went out of it, which its messages say later or not at all.
 */
final class MessageIndexRows implements IndexRows {
  private static final int PAGE = 500;

  /** Where forks share more than so many, and half of all, all is loaded, page by page. */
  private static final long MOST_SHARED = 2_000;

  private static final String SEEN = Visible.conversation("v");
  private static final String GOING = "v.arrival = '" + Departures.DEPARTED + "'";

  private final Sql sql;
  private final String tenant;
  private final String agentId;
  private final MessageDocuments documents;

  MessageIndexRows(Sql sql, String model, String tenant, String agentId) {
    this.sql = sql;
    this.tenant = tenant;
    this.agentId = agentId;
    this.documents = new MessageDocuments(model, tenant, agentId);
  }

  @Override
  public String name() {
    return agentId;
  }

  @Override
  public long sequence() {
    return sql.read("message.index.position", tx -> way(tx, Long.MAX_VALUE)).reached();
  }

  /**
   * What lies between a position and now.
   *
   * @param messages how many the agent has
   * @param shared how many messages stand in forks that came into sight
   * @param going how many conversations are being removed that went out of it
   */
  private record Way(long reached, long messages, long shared, long going) {}

  private Way way(Tx tx, long position) {
    String since =
        " from conversation v where v.tenant = r.tenant and v.agent_id = r.agent_id"
            + " and v.changed > ? and ";
    return tx.one(
            "select r.sequence, r.messages, (select cast(coalesce(sum(v.messages), 0) as bigint)"
                + (since + SEEN)
                + ") as shared, (select count(*)"
                + (since + GOING)
                + ") as going from recall r where r.tenant = ? and r.agent_id = ?",
            row ->
                new Way(
                    row.integer("sequence"),
                    row.integer("messages"),
                    row.integer("shared"),
                    row.integer("going")),
            position,
            position,
            tenant,
            agentId)
        .orElse(new Way(0, 0, 0, 0));
  }

  @Override
  public List<Document> page(long after) {
    return sql.readAnywhere(
        "message.index.load",
        tx ->
            documents
                .where(
                    tx,
                    Visible.message("m") + " and m.sequence > ? order by m.sequence limit ?",
                    after,
                    PAGE)
                .told());
  }

  /** All changes at once: whoever is far behind loads everything instead. */
  @Override
  public @Nullable Step step(long position) {
    return sql.read("message.index.follow", tx -> step(tx, position));
  }

  private @Nullable Step step(Tx tx, long position) {
    Way way = way(tx, position);
    if (way.reached() <= position || way.shared() > Math.max(MOST_SHARED, way.messages() / 2)) {
      return null;
    }
    MessageDocuments.Some changed =
        documents.where(tx, "m.changed > ? order by m.sequence", position);
    List<Document> put = new ArrayList<>(changed.told());
    List<String> gone = new ArrayList<>(changed.gone());
    if (way.shared() > 0) {
      String shared = standing(SEEN) + " order by m.sequence";
      put.addAll(documents.where(tx, shared, tenant, tenant, agentId, position).told());
    }
    if (way.going() > 0) {
      gone.addAll(left(tx, position));
    }
    return new Step(way.reached(), put, gone);
  }

  /** The condition that a message stands in such a conversation that changed after a position. */
  private static String standing(String conversations) {
    return "m.sequence in (select c.sequence from conversation_message c where c.tenant = ?"
        + " and c.conversation_id in (select v.id from conversation v where v.tenant = ?"
        + (" and v.agent_id = ? and v.changed > ? and " + conversations + "))");
  }

  /** The ids of those that a deletion has left, of which there may be very many. */
  private List<String> left(Tx tx, long position) {
    return tx.query(
        "select m.id from message m where m.tenant = ? and m.agent_id = ? and "
            + standing(GOING)
            + (" and not (" + Visible.message("m") + ")"),
        row -> row.text("id"),
        tenant,
        agentId,
        tenant,
        tenant,
        agentId,
        position);
  }
}
