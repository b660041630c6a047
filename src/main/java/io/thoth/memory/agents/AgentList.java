package io.thoth.memory.agents;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Listing;
import io.thoth.memory.sql.Page;
import io.thoth.memory.sql.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of agents by their filters. */
final class AgentList {
  /** What the official SDKs expect. */
  private static final int SDK_PAGE = 50;

  /** Other clients read the first page and take it for everything. */
  private static final int WHOLE_PAGE = 1000;

  private static final String SELECT = "select " + AgentRow.COLUMNS + " from agent a";
  private static final Listing BY_CREATION = new Listing(SELECT, "agent", "a", "created_at", "id");
  private static final Listing BY_UPDATE = new Listing(SELECT, "agent", "a", "updated_at", "id");

  List<Agent> list(Tx tx, Caller caller, Agents.Browse question) {
    String tenant = caller.tenant();
    if (question.archiveId() != null) {
      requireArchive(tx, tenant, question.archiveId());
    }
    boolean ascending = Boolean.TRUE.equals(question.ascending());
    Page page =
        Page.of(
            question.before(),
            question.after(),
            question.limit(),
            question.xStainlessPackageVersion() == null ? WHOLE_PAGE : SDK_PAGE,
            Page.descending(question.order(), !ascending));
    return listing(question).page(tx, tenant, conditions(caller, question), page, AgentRow::agent);
  }

  private static void requireArchive(Tx tx, String tenant, String id) {
    String sql = "select count(*) from archive where tenant = ? and id = ? and arrival is null";
    if (tx.number(sql, tenant, id) == 0) {
      throw Fault.notFound("Archive", id);
    }
  }

  long count(Tx tx, Caller caller, Agents.Browse question) {
    Conditions where = conditions(caller, question);
    return tx.number("select count(*) from agent a where " + where.text(), where.arguments());
  }

  private static Listing listing(Agents.Browse question) {
    String column = question.orderBy() == null ? question.sortBy() : question.orderBy();
    return switch (column) {
      case null -> BY_CREATION;
      // No agent has a run yet, so all are alike by it and the creation decides.
      case "created_at", "last_run_completion" -> BY_CREATION;
      case "updated_at" -> BY_UPDATE;
      default ->
          throw Fault.invalid("order_by", "must be created_at, updated_at or last_run_completion");
    };
  }

  private static Conditions conditions(Caller caller, Agents.Browse question) {
    Conditions where =
        new Conditions("a.tenant = ? and a.arrival is null", caller.tenant())
            .given("a.id = ?", caller.grant().agentId())
            .given("a.name = ?", question.name())
            .containing("a.name", question.queryText())
            .given("a.project_id = ?", question.projectId())
            .given("a.template_id = ?", question.templateId())
            .given("a.base_template_id = ?", question.baseTemplateId())
            .given("a.created_by = ?", question.createdById());
    if (!Boolean.TRUE.equals(question.showHiddenAgents())) {
      where.and("coalesce(a.hidden, ?) = ?", false, false);
    }
    if (question.lastStopReason() != null) {
      where.and("1 = 0"); // no agent keeps how its last run ended
    }
    identifiers(where, question.identifierKeys());
    tags(where, question.tags(), Boolean.TRUE.equals(question.matchAllTags()));
    return where
        .given(linked("agent_block", "block_id"), question.blockId())
        .given(linked("agent_archive", "archive_id"), question.archiveId())
        .given(linked("identity_agent", "identity_id"), question.identityId());
  }

  private static String linked(String table, String column) {
    return "exists (select 1 from "
        + table
        + " l where l.tenant = a.tenant and l.agent_id = a.id and l."
        + column
        + " = ?)";
  }

  private static void identifiers(Conditions where, @Nullable List<String> keys) {
    if (keys != null && !keys.isEmpty()) {
      where.and(
          "exists (select 1 from identity_agent l join identity i"
              + " on i.tenant = l.tenant and i.id = l.identity_id"
              + " where l.tenant = a.tenant and l.agent_id = a.id"
              + (" and i.identifier_key in (" + Conditions.marks(keys) + "))"),
          keys.toArray());
    }
  }

  private static void tags(Conditions where, @Nullable List<String> given, boolean all) {
    List<String> tags = given == null ? List.of() : given.stream().distinct().toList();
    if (!tags.isEmpty()) {
      String found =
          "(select count(*) from agent_tag t where t.tenant = a.tenant and t.agent_id = a.id"
              + (" and t.tag in (" + Conditions.marks(tags) + "))");
      where.and(found + " >= " + (all ? tags.size() : 1), tags.toArray());
    }
  }
}
