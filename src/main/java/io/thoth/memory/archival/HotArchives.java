package io.thoth.memory.archival;

import io.thoth.memory.search.HotIndex;
import io.thoth.memory.sql.Sql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The search indexes in memory, one per archive, made on first use. A cache: the position of an
 * index is compared with the archive's before it is used, so it never answers with less than the
 * caller has seen. When all together take more than the budget, the least recently used go; the one
 * in use stays even if it alone is larger. Thread-safe.
 */
final class HotArchives {
  private record Key(String tenant, String archiveId) {}

  private final Sql sql;
  private final String model;
  private final long budget;
  private final Map<Key, HotArchive> archives = new ConcurrentHashMap<>();

  /**
   * @param model whose vectors are searched
   * @param budget bytes
   */
  HotArchives(Sql sql, String model, long budget) {
    this.sql = sql;
    this.model = model;
    this.budget = budget;
  }

  /**
   * The indexes of these archives, each with at least the changes up to the place.
   *
   * @param dimension of the vectors; 0 while that is not known
   */
  List<HotIndex> at(String tenant, List<Place> places, int dimension) {
    List<HotIndex> indexes = new ArrayList<>(places.size());
    for (Place place : places) {
      HotArchive archive =
          archives.computeIfAbsent(new Key(tenant, place.archiveId()), this::fresh);
      indexes.add(archive.at(place.sequence(), dimension));
    }
    trim();
    return indexes;
  }

  private HotArchive fresh(Key key) {
    return new HotArchive(new HotRows(sql, model, key.tenant(), key.archiveId()));
  }

  /** Lets go of the index of an archive that is no more. */
  void drop(String tenant, String archiveId) {
    archives.remove(new Key(tenant, archiveId));
  }

  long bytes() {
    return archives.values().stream().mapToLong(HotArchive::bytes).sum();
  }

  int count() {
    return archives.size();
  }

  private void trim() {
    long bytes = bytes();
    if (bytes <= budget) {
      return;
    }
    List<Map.Entry<Key, HotArchive>> oldestFirst =
        archives.entrySet().stream()
            .sorted(Comparator.comparingLong(entry -> entry.getValue().usedAt()))
            .toList();
    for (Map.Entry<Key, HotArchive> entry : oldestFirst.subList(0, oldestFirst.size() - 1)) {
      if (bytes <= budget) {
        return;
      }
      bytes -= entry.getValue().bytes();
      archives.remove(entry.getKey(), entry.getValue());
    }
  }
}
