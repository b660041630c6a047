package io.thoth.memory.recall;

import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Page;
import io.thoth.memory.sql.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Lists of messages: of an agent in the order they came, of a conversation in the order they stand
 * there, of all agents by their time. {@code after} goes on in the order asked for; {@code before}
 * always means what is older, which is what clients that scroll back send with either order.
 */
final class MessageList {
  private static final int USUAL_PAGE = 100;

  /** Where a list is read: what it is of, and the column or columns that order it. */
  private record Source(String from, Conditions where, List<String> key) {}

  /**
   * Which messages are wanted, and which page of them.
   *
   * @param types null for all
   */
  record Wanted(Page page, @Nullable List<String> types, boolean errors) {
    static Wanted of(Messages.Browse asked) {
      return of(
          page(asked.before(), asked.after(), asked.limit(), asked.order(), asked.orderBy()),
          asked.includeReturnMessageTypes(),
          asked.includeErr());
    }

    static Wanted of(Messages.InConversation asked) {
      return of(
          page(asked.before(), asked.after(), asked.limit(), asked.order(), asked.orderBy()),
          asked.includeReturnMessageTypes(),
          asked.includeErr());
    }

    static Wanted of(Messages.Everywhere asked) {
      return of(
          page(asked.before(), asked.after(), asked.limit(), asked.order(), null),
          asked.includeReturnMessageTypes(),
          null);
    }

    private static Wanted of(Page page, @Nullable List<String> types, @Nullable Boolean errors) {
      return new Wanted(page, types, Boolean.TRUE.equals(errors));
    }

    private static Page page(
        @Nullable String before,
        @Nullable String after,
        @Nullable Integer limit,
        @Nullable String order,
        @Nullable String orderBy) {
      if (orderBy != null && !orderBy.equals("created_at")) {
        throw Fault.invalid("order_by", "must be created_at");
      }
      return Page.of(before, after, limit, USUAL_PAGE, Page.descending(order, true));
    }

    private boolean has(Message message) {
      boolean error = Boolean.TRUE.equals(message.body().isErr());
      return (errors || !error) && !Telling.of(message, types).isEmpty();
    }
  }

  /** Of an agent: of all its conversations, or of its own only. */
  List<Message> ofAgent(Tx tx, String tenant, String agentId, boolean own, Wanted wanted) {
    Conditions where =
        new Conditions("m.tenant = ? and m.agent_id = ?", tenant, agentId)
            .and(Visible.message("m"));
    if (own) {
      where.and("m.conversation_id is null");
    }
    return page(tx, new Source("message m", where, List.of("m.sequence")), wanted);
  }

  List<Message> ofConversation(Tx tx, String tenant, String conversationId, Wanted wanted) {
    Conditions where =
        new Conditions("c.tenant = ? and c.conversation_id = ?", tenant, conversationId);
    String from =
        "conversation_message c join message m on m.tenant = c.tenant"
            + " and m.agent_id = c.agent_id and m.sequence = c.sequence";
    return page(tx, new Source(from, where, List.of("c.position")), wanted);
  }

  /** Of all agents; of one conversation only, when one is named. */
  List<Message> everywhere(Tx tx, String tenant, @Nullable String conversation, Wanted wanted) {
    Conditions where =
        new Conditions("m.tenant = ?", tenant)
            .and(Visible.message("m"))
            .and(AgentDirectory.sees("m"));
    if (Conversations.DEFAULT.equals(conversation)) {
      where.and("m.conversation_id is null");
    } else {
      where.given("m.conversation_id = ?", conversation);
    }
    List<String> key = List.of("m.created_at", "m.agent_id", "m.sequence");
    return page(tx, new Source("message m", where, key), wanted);
  }

  private static List<Message> page(Tx tx, Source source, Wanted wanted) {
    Page page = wanted.page();
    // The items just before one are read backwards from it and turned around.
    boolean backwards = page.backwards() && !page.descending();
    boolean descending = page.descending() || backwards;
    Source bounded = bounded(tx, source, page);
    if (wanted.types() != null) {
      bounded = ofRoles(bounded, roles(wanted.types()));
    }
    List<Message> found = new ArrayList<>();
    List<Message> chunk = chunk(tx, bounded, descending, page.limit());
    while (!chunk.isEmpty() && found.size() < page.limit()) {
      chunk.stream().filter(wanted::has).limit(page.limit() - found.size()).forEach(found::add);
      chunk =
          chunk.size() < page.limit() || found.size() == page.limit()
              ? List.of()
              : chunk(
                  tx,
                  beyond(tx, bounded, chunk.getLast().id(), descending),
                  descending,
                  page.limit());
    }
    return backwards ? found.reversed() : found;
  }

  private static Source bounded(Tx tx, Source source, Page page) {
    Source bounded = source;
    if (page.after() != null) {
      require(tx, source, "after", page.after());
      bounded = beyond(tx, bounded, page.after(), page.descending());
    }
    if (page.before() != null) {
      require(tx, source, "before", page.before());
      bounded = beyond(tx, bounded, page.before(), true);
    }
    return bounded;
  }

  private static void require(Tx tx, Source source, String name, String id) {
    if (tx.query(place(source), _ -> id, source.where().arguments(id)).isEmpty()) {
      throw new Fault(
          FaultKind.NOT_FOUND,
          name + ": there is no message with id '" + id + "' here to continue from");
    }
  }

  private static String place(Source source) {
    String columns = String.join(", ", source.key());
    return "select %s from %s where %s and m.id = ?"
        .formatted(columns, source.from(), source.where().text());
  }

  /** The same list from a message on, without it. */
  private static Source beyond(Tx tx, Source source, String id, boolean below) {
    List<Object> place =
        tx.query(
                place(source),
                row -> {
                  List<Object> values = new ArrayList<>();
                  for (String column : source.key()) {
                    String name = column.substring(2);
                    values.add(name.equals("agent_id") ? row.text(name) : row.integer(name));
                  }
                  return values;
                },
                source.where().arguments(id))
            .getFirst();
    Conditions where = new Conditions(source.where().text(), source.where().arguments());
    String columns = String.join(", ", source.key());
    String marks = Conditions.marks(place);
    where.and("(" + columns + ") " + (below ? "<" : ">") + " (" + marks + ")", place.toArray());
    return new Source(source.from(), where, source.key());
  }

  private static Source ofRoles(Source source, Set<String> roles) {
    Conditions where = new Conditions(source.where().text(), source.where().arguments());
    where.and("m.role in (" + Conditions.marks(roles) + ")", roles.toArray());
    return new Source(source.from(), where, source.key());
  }

  private static Set<String> roles(List<String> types) {
    Set<String> roles = new TreeSet<>();
    roles.add("");
    for (String type : types) {
      roles.add(
          switch (type) {
            case "system_message" -> "system";
            case "user_message" -> "user";
            case "tool_return_message" -> "tool";
            case "approval_request_message", "approval_response_message" -> "approval";
            case "summary_message", "event_message" -> "summary";
            default -> "assistant";
          });
    }
    return roles;
  }

  private static List<Message> chunk(Tx tx, Source source, boolean descending, int limit) {
    String direction = descending ? " desc" : " asc";
    String order = String.join(direction + ", ", source.key()) + direction;
    return tx.query(
        "select %s from %s where %s order by %s limit ?"
            .formatted(MessageRow.COLUMNS, source.from(), source.where().text(), order),
        MessageRow::message,
        source.where().arguments(limit));
  }
}
