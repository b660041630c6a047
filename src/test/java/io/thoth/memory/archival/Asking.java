package io.thoth.memory.archival;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Questions to search with, most of their fields absent. */
final class Asking {
  private Asking() {}

  static Passages.Search of(String agentId, String query) {
    return of(agentId, query, 1_000);
  }

  static Passages.Search of(String agentId, String query, int limit) {
    return new Passages.Search(agentId, query, null, null, limit, null, null, null, true);
  }

  static Passages.Search between(
      String agentId, String query, @Nullable String start, @Nullable String end) {
    return new Passages.Search(agentId, query, null, null, 1_000, start, end, null, null);
  }

  static Passages.Find in(String archiveId, @Nullable String query) {
    return new Passages.Find(query, null, archiveId, null, null, 100, null, null, true);
  }

  static Passages.Find tagged(
      String archiveId, @Nullable String query, String mode, int limit, String... tags) {
    return new Passages.Find(query, null, archiveId, List.of(tags), mode, limit, null, null, null);
  }
}
