package io.thoth.memory.recall;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Tx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which messages a model would be shown: of every conversation its system message and the newest of
 * the others. Older ones leave the context by themselves; they stay in lists and in search.
 */
final class Contexts {

  /** The ids in the context of each agent's own conversation. */
  Map<String, List<String>> ofAgents(Tx tx, String tenant, List<String> agentIds) {
    Map<String, List<String>> ids = new LinkedHashMap<>();
    if (agentIds.isEmpty()) {
      return ids;
    }
    List<@Nullable Object> arguments = new ArrayList<>(agentIds);
    arguments.addFirst(tenant);
    record In(String agentId, String id) {}
    tx.query(
            "select agent_id, id from message where tenant = ? and in_context = 1"
                + " and conversation_id is null and agent_id in ("
                + Conditions.marks(agentIds)
                + ") order by agent_id, sequence",
            row -> new In(row.text("agent_id"), row.text("id")),
            arguments.toArray())
        .forEach(in -> ids.computeIfAbsent(in.agentId(), _ -> new ArrayList<>()).add(in.id()));
    return ids;
  }

  List<String> ofConversation(Tx tx, String tenant, String conversationId) {
    return tx.query(
        """
        select m.id from conversation_message c
        join message m on m.tenant = c.tenant and m.agent_id = c.agent_id
          and m.sequence = c.sequence
        where c.tenant = ? and c.conversation_id = ? and c.in_context = 1 order by c.position
        """,
        row -> row.text("id"),
        tenant,
        conversationId);
  }

  /** The messages in the context of a place, the system message first. */
  List<Message> messages(Tx tx, String tenant, Place place) {
    if (place.conversationId() == null) {
      return tx.query(
          "select "
              + MessageRow.COLUMNS
              + " from message m where m.tenant = ? and m.agent_id = ? and m.in_context = 1"
              + " and m.conversation_id is null order by m.sequence",
          MessageRow::message,
          tenant,
          place.agentId());
    }
    return tx.query(
        "select "
            + MessageRow.COLUMNS
            + " from conversation_message c join message m on m.tenant = c.tenant"
            + " and m.agent_id = c.agent_id and m.sequence = c.sequence"
            + " where c.tenant = ? and c.conversation_id = ? and c.in_context = 1"
            + " order by c.position",
        MessageRow::message,
        tenant,
        place.conversationId());
  }

  /** Lets go of what is more than a context holds. */
  void trim(Tx tx, String tenant, Place place) {
    if (place.conversationId() == null) {
      trimAgent(tx, tenant, place.agentId());
    } else {
      trimConversation(tx, tenant, place.conversationId());
    }
  }

  private static void trimAgent(Tx tx, String tenant, String agentId) {
    String system = MessageStore.systemId(agentId);
    tx.update(
        """
        update message set in_context = 0
        where tenant = ? and agent_id = ? and in_context = 1 and conversation_id is null
          and id <> ? and sequence < (
            select min(sequence) from (
              select sequence from message where tenant = ? and agent_id = ? and in_context = 1
                and conversation_id is null and id <> ? order by sequence desc limit ?) newest)
        """,
        tenant,
        agentId,
        system,
        tenant,
        agentId,
        system,
        MessageStore.CONTEXT);
  }

  private static void trimConversation(Tx tx, String tenant, String conversationId) {
    tx.update(
        """
        update conversation_message set in_context = 0
        where tenant = ? and conversation_id = ? and in_context = 1 and position > 1
          and position < (
            select min(position) from (
              select position from conversation_message where tenant = ? and conversation_id = ?
                and in_context = 1 and position > 1 order by position desc limit ?) newest)
        """,
        tenant,
        conversationId,
        tenant,
        conversationId,
        MessageStore.CONTEXT);
  }

  /** Leaves only the system message in the context of the agent's own conversation. */
  int reset(Tx tx, String tenant, String agentId) {
    return tx.update(
        "update message set in_context = 0 where tenant = ? and agent_id = ? and in_context = 1"
            + " and conversation_id is null and id <> ?",
        tenant,
        agentId,
        MessageStore.systemId(agentId));
  }

  /** Makes these the context of the agent's own conversation, besides its system message. */
  void set(Tx tx, String tenant, String agentId, List<String> messageIds) {
    reset(tx, tenant, agentId);
    for (String id : messageIds) {
      int rows =
          tx.update(
              "update message set in_context = 1 where tenant = ? and id = ? and agent_id = ?"
                  + " and conversation_id is null and deleted = 0",
              tenant,
              id,
              agentId);
      if (rows == 0) {
        throw Fault.invalid("message_ids", "the agent's own conversation has no message " + id);
      }
    }
  }
}
