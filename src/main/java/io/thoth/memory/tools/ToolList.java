package io.thoth.memory.tools;

import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Listing;
import io.thoth.memory.sql.Page;
import io.thoth.memory.sql.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of tools by their filters. */
final class ToolList {
  /** What the official SDKs expect. */
  private static final int SDK_PAGE = 50;

  private static final Listing BY_CREATION =
      new Listing("select t.state from tool t", "tool", "t", "created_at", "id");

  List<Tool> list(Tx tx, String tenant, Tools.Browse question) {
    Page page =
        ToolRules.page(
            question.before(),
            question.after(),
            question.limit(),
            question.order(),
            question.orderBy(),
            question.xStainlessPackageVersion(),
            SDK_PAGE);
    return BY_CREATION.page(tx, tenant, conditions(tenant, question), page, ToolStore::tool);
  }

  /** Every tool, by name. */
  List<Tool> all(Tx tx, String tenant) {
    return tx.query(
        "select t.state from tool t where t.tenant = ? order by t.name", ToolStore::tool, tenant);
  }

  long count(Tx tx, String tenant, Tools.Browse question) {
    Conditions where = conditions(tenant, question);
    return tx.number("select count(*) from tool t where " + where.text(), where.arguments());
  }

  private static Conditions conditions(String tenant, Tools.Browse question) {
    Conditions where =
        new Conditions("t.tenant = ?", tenant)
            .given("t.name = ?", question.name())
            .containing("t.name", question.search());
    in(where, "t.name", question.names(), false);
    in(where, "t.id", question.toolIds(), false);
    in(where, "t.tool_type", question.toolTypes(), false);
    in(where, "t.tool_type", question.excludeToolTypes(), true);
    if (Boolean.TRUE.equals(question.returnOnlyLettaTools())) {
      in(where, "t.name", LettaTools.names(), false);
    }
    if (Boolean.TRUE.equals(question.excludeLettaTools())) {
      in(where, "t.name", LettaTools.names(), true);
    }
    return where;
  }

  private static void in(
      Conditions where, String column, @Nullable List<String> values, boolean not) {
    if (values != null && !values.isEmpty()) {
      String list = (not ? " not in (" : " in (") + Conditions.marks(values) + ")";
      where.and(column + list, values.toArray());
    }
  }
}
