package io.thoth.memory.recall;

import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Listing;
import io.thoth.memory.sql.Page;
import io.thoth.memory.sql.Tx;
import java.util.List;

/** Lists of conversations by their filters. */
final class ConversationList {
  private static final int USUAL_PAGE = 50;
  private static final String SELECT =
      "select " + ConversationStore.COLUMNS + " from conversation v";
  private static final Listing BY_CREATION =
      new Listing(SELECT, "conversation", "v", "created_at", "id");
  private static final Listing BY_MESSAGE =
      new Listing(SELECT, "conversation", "v", "active_at", "id");

  private final Contexts contexts;

  ConversationList(Contexts contexts) {
    this.contexts = contexts;
  }

  List<Conversation> list(Tx tx, String tenant, Conversations.Browse question) {
    if (question.agentId() != null) {
      AgentDirectory.require(tx, tenant, question.agentId());
    }
    Page page =
        Page.of(
            question.before(),
            question.after(),
            question.limit(),
            USUAL_PAGE,
            Page.descending(question.order(), true));
    Conditions where =
        new Conditions("v.tenant = ?", tenant)
            .and(Visible.conversation("v"))
            .and(AgentDirectory.sees("v"))
            .given("v.agent_id = ?", question.agentId())
            .containing("v.summary", question.summarySearch());
    return listing(question).page(tx, tenant, where, page, ConversationStore::conversation).stream()
        .map(found -> found.with(contexts.ofConversation(tx, tenant, found.id())))
        .toList();
  }

  private static Listing listing(Conversations.Browse question) {
    return switch (question.orderBy()) {
      case null -> BY_CREATION;
      case "created_at" -> BY_CREATION;
      case "last_message_at", "last_run_completion" -> BY_MESSAGE;
      default ->
          throw Fault.invalid(
              "order_by", "must be created_at, last_message_at or last_run_completion");
    };
  }
}
