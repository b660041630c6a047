package io.thoth.memory.runs;

import io.thoth.memory.sql.Page;
import java.util.List;

/** Pages of the messages of a run, by their ids. */
final class RunMessages {
  private static final int USUAL_PAGE = 100;

  private RunMessages() {}

  /** Oldest first; a cursor that is none of them has nothing after it. */
  static List<String> page(List<String> ids, Runs.Part question) {
    boolean descending = Page.descending(question.order(), false);
    Page page =
        Page.of(question.before(), question.after(), question.limit(), USUAL_PAGE, descending);
    List<String> all = descending ? ids.reversed() : ids;
    int from = page.after() == null ? 0 : place(all, page.after()) + 1;
    int to = page.before() == null ? all.size() : place(all, page.before());
    List<String> found = all.subList(Math.min(from, Math.max(to, from)), Math.max(to, from));
    return page.backwards()
        ? found.subList(Math.max(0, found.size() - page.limit()), found.size())
        : found.subList(0, Math.min(found.size(), page.limit()));
  }

  private static int place(List<String> ids, String id) {
    int place = ids.indexOf(id);
    return place < 0 ? ids.size() - 1 : place;
  }
}
