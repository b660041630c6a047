package io.thoth.memory.recall;

import io.thoth.memory.sql.Conditions;

/**
 * Some messages that follow each other in a conversation. What is asked of them costs no more when
 * very many others of the agent lie between.
 *
 * @param after position of the message before the first of them
 * @param last position of the last of them
 */
record Stretch(String tenant, String conversationId, long after, long last) {

  /**
   * The condition that a row belongs to one of them. Both databases go from the places to the rows;
   * PostgreSQL would read all of the agent's, as long as it does not know how the rows are spread,
   * if the agent or the sequences were named here.
   */
  Conditions has(String alias) {
    return new Conditions(
        "(%s.tenant, %s.agent_id, %s.sequence) in (select h.tenant, h.agent_id, h.sequence"
                .formatted(alias, alias, alias)
            + " from conversation_message h where h.tenant = ? and h.conversation_id = ?"
            + " and h.position > ? and h.position <= ?)",
        tenant,
        conversationId,
        after,
        last);
  }
}
