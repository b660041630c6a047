package io.thoth.memory.agents;

import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Page;
import io.thoth.memory.sql.Tx;
import java.util.List;

/** The tags in use, of agents and blocks together. */
final class TagList {
  private static final int USUAL_PAGE = 50;

  /** The cursor is the tag itself, so one that is no longer in use still has its place. */
  List<String> list(Tx tx, String tenant, Agents.TagsLike question) {
    boolean descending = Page.descending(question.order(), false);
    Page page =
        Page.of(question.before(), question.after(), question.limit(), USUAL_PAGE, descending);
    String part = question.queryText() == null ? question.name() : question.queryText();
    Conditions where =
        new Conditions("used.tenant = ?", tenant).containing("tag", part).beyond("tag", page);
    List<String> tags =
        tx.query(
            """
            select tag from (
              select tenant, tag from agent_tag union select tenant, tag from block_tag
            ) used where %s order by tag %s limit ?
            """
                .formatted(where.text(), page.direction()),
            row -> row.text("tag"),
            where.arguments(page.limit()));
    return page.inOrder(tags);
  }
}
