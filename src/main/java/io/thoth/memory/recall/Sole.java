package io.thoth.memory.recall;

import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Tx;

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
  /** Before anything is counted. */
  static final Sole NOTHING = new Sole(-1, 0, 0, 0);

  /** The same as of now. */
  Sole now(Tx tx, String tenant, Conversation conversation) {
    long now = placed(tx, tenant, conversation);
    Sole known = now == placed ? this : new Sole(now, 0, 0, 0);
    long last = last(tx, tenant, conversation);
    return last == known.position
        ? known
        : known.and(last, in(tx, new Stretch(tenant, conversation.id(), known.position, last)));
  }

  /** What is counted of some. */
  private record Count(long messages, long bytes) {}

  private Sole and(long last, Count more) {
    return new Sole(placed, last, messages + more.messages(), bytes + more.bytes());
  }

  private static long placed(Tx tx, String tenant, Conversation conversation) {
    return tx.number(
        "select coalesce(max(placed), 0) from recall where tenant = ? and agent_id = ?",
        tenant,
        conversation.agentId());
  }

  private static long last(Tx tx, String tenant, Conversation conversation) {
    return tx.number(
        "select coalesce(max(position), 0) from conversation_message where tenant = ?"
            + " and conversation_id = ?",
        tenant,
        conversation.id());
  }

  /**
   * Goes message by message: of joins PostgreSQL makes nested loops over everything as long as it
   * does not know how the rows are spread.
   */
  private static Count in(Tx tx, Stretch some) {
    String elsewhere =
        """
        (select count(*) from conversation_message c
          where c.tenant = m.tenant and c.agent_id = m.agent_id and c.sequence = m.sequence
            and c.conversation_id <> ?
            and (select count(*) from conversation v where v.tenant = c.tenant
              and v.id = c.conversation_id and %s) > 0)
        """
            .formatted(Visible.conversation("v"));
    Conditions sole =
        some.has("m")
            .and("m.deleted = 0 and m.conversation_id is not null")
            .and(elsewhere + " = 0", some.conversationId());
    return tx.query(
            "select count(case when m.role <> 'system' then 1 end) as messages,"
                + " cast(coalesce(sum(octet_length(m.body)), 0) as bigint) as bytes"
                + " from message m where "
                + sole.text(),
            row -> new Count(row.integer("messages"), row.integer("bytes")),
            sole.arguments())
        .getFirst();
  }
}
