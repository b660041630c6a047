package io.thoth.memory.archival;

import io.thoth.memory.search.FollowedIndexes;
import io.thoth.memory.search.HotIndex;
import io.thoth.memory.search.SearchThreads;
import io.thoth.memory.sql.Sql;
import java.util.List;

/** The search indexes in memory, one per archive, which follow the archives' journals. */
final class HotArchives implements AutoCloseable {
  private final FollowedIndexes indexes;

  /**
   * @param model whose vectors are searched
   * @param budget bytes
   */
  HotArchives(Sql sql, String model, long budget) {
    indexes =
        new FollowedIndexes(
            (tenant, archiveId) -> new HotRows(sql, model, tenant, archiveId), budget);
  }

  /**
   * The indexes of these archives, each with at least the changes up to the place.
   *
   * @param dimension of the vectors; 0 while that is not known
   */
  List<HotIndex> at(String tenant, List<Place> places, int dimension) {
    return indexes.at(tenant, places.stream().map(Place::ofIndex).toList(), dimension);
  }

  /** Where a search that takes long is to run. */
  SearchThreads threads() {
    return indexes.threads();
  }

  /** Lets go of the index of an archive that is no more. */
  void drop(String tenant, String archiveId) {
    indexes.drop(tenant, archiveId);
  }

  long bytes() {
    return indexes.bytes();
  }

  int count() {
    return indexes.count();
  }

  @Override
  public void close() {
    indexes.close();
  }
}
