package io.thoth.memory.recall;

import io.thoth.memory.sql.Tx;
import java.util.Optional;

/**
 * What stands in one conversation and in no other that is seen: what is told no more when it is
 * deleted. It is counted while others write, and in the transaction that deletes only what came
 * since; all of it once more when old messages were put elsewhere meanwhile.
 *
 * @param placed how often that had happened to messages of the agent
 * @param position of the last message that is counted
 * @param messages without system messages
 * @param bytes of the bodies of all
 */
record Sole(long placed, long position, long messages, long bytes) {

  static Sole of(Tx tx, String tenant, Conversation conversation) {
    return new Sole(placed(tx, tenant, conversation), 0, 0, 0).now(tx, tenant, conversation);
  }

  /** The same as of now. */
  Sole now(Tx tx, String tenant, Conversation conversation) {
    long now = placed(tx, tenant, conversation);
    Sole known = now == placed ? this : new Sole(now, 0, 0, 0);
    return stretch(tx, tenant, conversation, known.position)
        .map(later -> known.and(later, known.in(tx, tenant, conversation, later)))
        .orElse(known);
  }

  /** What stands behind a position: sequences of the agent, and the last position. */
  private record Stretch(long first, long last, long position) {}

  /** What is counted in a stretch. */
  private record Count(long messages, long bytes) {}

  private Sole and(Stretch later, Count more) {
    return new Sole(placed, later.position(), messages + more.messages(), bytes + more.bytes());
  }

  private static long placed(Tx tx, String tenant, Conversation conversation) {
    return tx.number(
        "select coalesce(max(placed), 0) from recall where tenant = ? and agent_id = ?",
        tenant,
        conversation.agentId());
  }

  private static Optional<Stretch> stretch(
      Tx tx, String tenant, Conversation conversation, long position) {
    return tx.one(
        "select min(sequence) as first, max(sequence) as last, max(position) as position"
            + " from conversation_message where tenant = ? and conversation_id = ?"
            + " and position > ? having count(*) > 0",
        row -> new Stretch(row.integer("first"), row.integer("last"), row.integer("position")),
        tenant,
        conversation.id(),
        position);
  }

  /**
   * Goes message by message: of joins PostgreSQL makes nested loops over everything as long as it
   * does not know how the rows are spread.
   */
  private Count in(Tx tx, String tenant, Conversation conversation, Stretch stretch) {
    return tx.query(
            """
            select count(case when m.role <> 'system' then 1 end) as messages,
              cast(coalesce(sum(octet_length(m.body)), 0) as bigint) as bytes
            from message m
            where m.tenant = ? and m.agent_id = ? and m.sequence between ? and ?
              and m.deleted = 0 and m.conversation_id is not null
              and (select count(*) from conversation_message h
                where h.tenant = m.tenant and h.agent_id = m.agent_id and h.sequence = m.sequence
                  and h.conversation_id = ? and h.position > ?) > 0
              and (select count(*) from conversation_message c
                where c.tenant = m.tenant and c.agent_id = m.agent_id and c.sequence = m.sequence
                  and c.conversation_id <> ?
                  and (select count(*) from conversation v where v.tenant = c.tenant
                    and v.id = c.conversation_id and %s) > 0) = 0
            """
                .formatted(Visible.conversation("v")),
            row -> new Count(row.integer("messages"), row.integer("bytes")),
            tenant,
            conversation.agentId(),
            stretch.first(),
            stretch.last(),
            conversation.id(),
            position,
            conversation.id())
        .getFirst();
  }
}
