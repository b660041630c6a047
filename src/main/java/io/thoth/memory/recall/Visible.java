package io.thoth.memory.recall;

import io.thoth.memory.removal.Departures;

/**
 * Which conversations and messages are told of: conditions of the statements that read them. A
 * conversation is seen from the moment it is whole until it is deleted. A message that was said in
 * a conversation goes with the last one seen that it stands in, at once, although it is marked as
 * deleted only when the removal comes to it.
 */
final class Visible {
  private Visible() {}

  /** The condition that a row of conversations is seen. */
  static String conversation(String alias) {
    return "%s.deleted = 0 and %s.arrival is null".formatted(alias, alias);
  }

  /**
   * The condition that a row of messages is told of. Where nothing is being removed of its agent,
   * no place is looked up.
   */
  static String message(String alias) {
    String going =
        "not exists (select 1 from conversation going where going.tenant = %s.tenant"
            + " and going.agent_id = %s.agent_id and going.arrival = '%s')";
    return ("%s.deleted = 0 and (%s.conversation_id is null or " + going + " or %s or not %s)")
        .formatted(
            alias,
            alias,
            alias,
            alias,
            Departures.DEPARTED,
            stands(alias),
            stands(alias, "v.arrival = '" + Departures.DEPARTED + "'"));
  }

  /** The condition that a row of messages stands in a conversation that is seen. */
  static String stands(String alias) {
    return stands(alias, conversation("v"));
  }

  /**
   * Nothing is joined: PostgreSQL made four seconds of a join over 700 messages of which it knew
   * too little.
   */
  private static String stands(String alias, String where) {
    return """
    ((select count(*) from conversation_message c
      where c.tenant = %s.tenant and c.agent_id = %s.agent_id and c.sequence = %s.sequence
        and (select count(*) from conversation v
          where v.tenant = c.tenant and v.id = c.conversation_id and %s) > 0) > 0)
    """
        .formatted(alias, alias, alias, where);
  }
}
