package io.thoth.memory.archival;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Listing;
import io.thoth.memory.sql.Page;
import io.thoth.memory.sql.Tx;
import java.util.List;

/** Lists and counts of archives. */
final class ArchiveList {
  private static final int USUAL_PAGE = 50;

  private static final Listing BY_CREATION =
      new Listing(
          "select " + ArchiveRow.COLUMNS + " from archive r", "archive", "r", "created_at", "id");

  private final ArchiveRow row;

  ArchiveList(ArchiveRow row) {
    this.row = row;
  }

  List<Archive> list(Tx tx, String tenant, Archives.Browse question) {
    if (question.orderBy() != null && !"created_at".equals(question.orderBy())) {
      throw Fault.invalid("order_by", "must be created_at");
    }
    Page page =
        Page.of(
            question.before(),
            question.after(),
            question.limit(),
            USUAL_PAGE,
            Page.descending(question.order(), true));
    Conditions where =
        new Conditions("r.tenant = ? and r.arrival is null", tenant)
            .given("r.name = ?", question.name())
            .given(
                "r.id in (select archive_id from agent_archive l"
                    + " where l.tenant = r.tenant and l.agent_id = ?)",
                question.agentId());
    return BY_CREATION.page(tx, tenant, where, page, row::archive);
  }

  Archives.Counts count(Tx tx, String tenant) {
    return new Archives.Counts(
        tx.number("select count(*) from archive where tenant = ? and arrival is null", tenant),
        tx.number(
            "select coalesce(sum(passages), 0) from archive where tenant = ?"
                + " and arrival is null",
            tenant),
        tx.number(
            "select count(*) from passage p where model is null and tenant = ? and "
                + ArchiveRemnants.none("p"),
            tenant));
  }
}
