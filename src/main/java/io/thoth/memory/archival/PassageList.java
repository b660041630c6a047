package io.thoth.memory.archival;

import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Listing;
import io.thoth.memory.sql.Page;
import io.thoth.memory.sql.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of passages by their time; passages of the same time in the order they came. */
final class PassageList {
  private static final int USUAL_PAGE = 100;

  private static final Listing BY_TIME =
      new Listing(
          "select " + PassageRow.COLUMNS + " from passage p",
          "passage",
          "p",
          "created_at",
          "sequence",
          "id");

  private final PassageRow row;

  PassageList(PassageRow row) {
    this.row = row;
  }

  /** One page of the passages of these archives. */
  List<Passage> list(Tx tx, String tenant, List<Place> places, Passages.Browse question) {
    boolean otherwise = Boolean.FALSE.equals(question.ascending());
    Page page =
        Page.of(
            question.before(),
            question.after(),
            question.limit(),
            USUAL_PAGE,
            Page.descending(question.order(), otherwise));
    Conditions where =
        new Conditions("p.tenant = ?", tenant).containing("p.text", question.search());
    return in(where, places) ? BY_TIME.page(tx, tenant, where, page, row::passage) : List.of();
  }

  /**
   * The newest passages that pass the filter.
   *
   * @param places null for the whole organisation
   */
  List<Passage> newest(
      Tx tx, String tenant, @Nullable List<Place> places, Wanted wanted, int limit) {
    Conditions where =
        new Conditions("p.tenant = ?", tenant)
            .given("p.created_at >= ?", wanted.from())
            .given("p.created_at <= ?", wanted.to());
    tagged(where, wanted);
    Page page = new Page(null, null, limit, true);
    return places == null || in(where, places)
        ? BY_TIME.page(tx, tenant, where, page, row::passage)
        : List.of();
  }

  /** Narrows to these archives; false when there are none. */
  private static boolean in(Conditions where, List<Place> places) {
    List<String> ids = places.stream().map(Place::archiveId).toList();
    if (ids.size() == 1) {
      where.and("p.archive_id = ?", ids.getFirst()); // lets an index give the order
    } else if (!ids.isEmpty()) {
      where.and("p.archive_id in (" + Conditions.marks(ids) + ")", ids.toArray());
    }
    return !ids.isEmpty();
  }

  private static void tagged(Conditions where, Wanted wanted) {
    List<String> tags = wanted.tags();
    if (tags.isEmpty()) {
      return;
    }
    String found =
        "(select count(*) from passage_tag t where t.tenant = p.tenant"
            + " and t.archive_id = p.archive_id and t.sequence = p.sequence"
            + (" and t.tag in (" + Conditions.marks(tags) + "))");
    where.and(found + " >= " + (wanted.allTags() ? tags.size() : 1), tags.toArray());
  }
}
