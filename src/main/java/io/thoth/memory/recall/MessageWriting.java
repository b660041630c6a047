package io.thoth.memory.recall;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.removal.Departures;
import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Tx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes what was said into the place where it was said, each message once. */
final class MessageWriting {
  private static final int AT_ONCE = 500;

  private final MessageStore messages;
  private final ConversationStore conversations;
  private final Contexts contexts;
  private final Runnable stored;

  /**
   * @param stored is told after a commit that there is something to embed
   */
  MessageWriting(
      MessageStore messages, ConversationStore conversations, Contexts contexts, Runnable stored) {
    this.messages = messages;
    this.conversations = conversations;
    this.contexts = contexts;
    this.stored = stored;
  }

  /**
   * What became of drafts.
   *
   * @param ids of all of them, in their order
   * @param fresh those that were written
   */
  record Outcome(List<String> ids, List<Message> fresh) {}

  Outcome write(Tx tx, Caller caller, Place place, List<Draft> drafts) {
    messages.advance(tx, caller.tenant(), place.agentId(), 0, 0); // alone from here on
    Map<String, String> known = known(tx, caller.tenant(), place.agentId(), drafts);
    List<Draft> fresh = new ArrayList<>();
    List<@Nullable String> ids = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      String id = known(known, draft);
      ids.add(id);
      if (id == null) {
        fresh.add(draft);
        List.of(key(draft.id()), key(draft.otid())).forEach(key -> known.putIfAbsent(key, ""));
      }
    }
    known.remove(NONE);
    List<Message> written = insert(tx, caller, place, fresh);
    return new Outcome(filled(ids, drafts, written), written);
  }

  private static final String NONE = "";

  private static String key(@Nullable String name) {
    return name == null ? NONE : name;
  }

  /** The id of a message that is there already; empty for one further up in the same batch. */
  private static @Nullable String known(Map<String, String> known, Draft draft) {
    String byId = draft.id() == null ? null : known.get(draft.id());
    return byId != null || draft.otid() == null ? byId : known.get(draft.otid());
  }

  private static List<String> filled(
      List<@Nullable String> ids, List<Draft> drafts, List<Message> written) {
    Map<String, String> byName = new HashMap<>();
    for (Message message : written) {
      byName.put(message.id(), message.id());
      byName.put(key(message.otid()), message.id());
    }
    List<String> all = new ArrayList<>(ids.size());
    int next = 0;
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      if (id == null) {
        all.add(written.get(next++).id());
      } else {
        all.add(id.isEmpty() ? Objects.requireNonNull(known(byName, drafts.get(i))) : id);
      }
    }
    return all;
  }

  private List<Message> insert(Tx tx, Caller caller, Place place, List<Draft> fresh) {
    List<Message> written = messages.insert(tx, caller, place, fresh);
    if (written.isEmpty()) {
      return written;
    }
    if (place.conversationId() != null) {
      conversations.append(tx, caller.tenant(), place.conversationId(), written);
    }
    contexts.trim(tx, caller.tenant(), place);
    if (written.stream().anyMatch(message -> message.text() != null)) {
      tx.afterCommit(stored);
    }
    return written;
  }

  /** Whether it was a message of an agent that is being removed, whose id can be used at once. */
  private static boolean forgotten(Tx tx, String tenant, String messageId) {
    return tx.update(
            """
            delete from message where tenant = ? and id = ? and exists (select 1 from agent a
              where a.tenant = message.tenant and a.id = message.agent_id and a.arrival = ?)
            """,
            tenant,
            messageId,
            Departures.DEPARTED)
        > 0;
  }

  /** Ids of messages that are there, by their ids and by the client's names. */
  private static Map<String, String> known(
      Tx tx, String tenant, String agentId, List<Draft> drafts) {
    Map<String, String> known = new HashMap<>();
    record Found(String id, String agentId, @Nullable String otid) {}
    List<String> ids = drafts.stream().map(Draft::id).filter(Objects::nonNull).toList();
    List<String> otids = drafts.stream().map(Draft::otid).filter(Objects::nonNull).toList();
    List<Found> found = new ArrayList<>();
    for (int start = 0; start < ids.size(); start += AT_ONCE) {
      List<String> some = ids.subList(start, Math.min(start + AT_ONCE, ids.size()));
      String in = "select id, agent_id, otid from message where tenant = ? and id in (";
      Conditions where = new Conditions("", tenant).and("", some.toArray());
      found.addAll(
          tx.query(
              in + Conditions.marks(some) + ")",
              row -> new Found(row.text("id"), row.text("agent_id"), row.textOrNull("otid")),
              where.arguments()));
    }
    for (Found one : found) {
      if (one.agentId().equals(agentId)) {
        known.put(one.id(), one.id());
      } else if (!forgotten(tx, tenant, one.id())) {
        throw Fault.conflict("id: the message '" + one.id() + "' is another agent's");
      }
    }
    for (int start = 0; start < otids.size(); start += AT_ONCE) {
      List<String> some = otids.subList(start, Math.min(start + AT_ONCE, otids.size()));
      Conditions where = new Conditions("", tenant, agentId).and("", some.toArray());
      tx.query(
              "select id, agent_id, otid from message where tenant = ? and agent_id = ?"
                  + " and otid in ("
                  + Conditions.marks(some)
                  + ")",
              row -> new Found(row.text("id"), row.text("agent_id"), row.text("otid")),
              where.arguments())
          .forEach(one -> known.put(one.otid(), one.id()));
    }
    return known;
  }
}
