package io.thoth.memory.folders;

import io.thoth.memory.sql.Page;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page of ids that are read all at once, in their own order; a cursor need not be one of them.
 */
final class IdPage {
  private IdPage() {}

  static List<String> of(List<String> ascending, Page page) {
    List<String> all = page.descending() ? ascending.reversed() : ascending;
    Comparator<String> order =
        page.descending() ? Comparator.reverseOrder() : Comparator.naturalOrder();
    Stream<String> left = all.stream();
    if (page.after() != null) {
      left = left.filter(id -> order.compare(id, page.after()) > 0);
    }
    if (page.before() != null) {
      left = left.filter(id -> order.compare(id, page.before()) < 0);
    }
    List<String> found = left.toList();
    return page.backwards()
        ? found.subList(Math.max(0, found.size() - page.limit()), found.size())
        : found.subList(0, Math.min(found.size(), page.limit()));
  }
}
