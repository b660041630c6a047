package io.thoth.memory.archival;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
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
final class HotArchives implements AutoCloseable {
  /** Heap for one document besides its vector, for an estimate before it is loaded. */
  private static final long BYTES_OF_WORDS = 600;

  /** A component of a vector is a float and a byte. */
  private static final long BYTES_OF_COMPONENT = 5;

  private record Key(String tenant, String archiveId) {}

  private final Sql sql;
  private final String model;
  private final long budget;
  private final SearchThreads threads = new SearchThreads();
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
   * @throws Fault unacceptable, when several archives together cannot fit into the budget
   */
  List<HotIndex> at(String tenant, List<Place> places, int dimension) {
    requireRoom(places, dimension);
    List<HotIndex> indexes = new ArrayList<>(places.size());
    boolean changed = false;
    for (Place place : places) {
      HotArchive archive =
          archives.computeIfAbsent(new Key(tenant, place.archiveId()), this::fresh);
      HotIndex index = archive.ready(place.sequence(), dimension);
      changed |= index == null;
      indexes.add(index == null ? archive.at(place.sequence(), dimension) : index);
    }
    if (changed) {
      trim();
    }
    return indexes;
  }

  private void requireRoom(List<Place> places, int dimension) {
    long passages = places.stream().mapToLong(Place::passages).sum();
    long bytes = passages * (BYTES_OF_WORDS + BYTES_OF_COMPONENT * dimension);
    if (places.size() > 1 && bytes > budget) {
      throw new Fault(
          FaultKind.UNACCEPTABLE,
          "a search over all %d passages of %d archives needs more memory than there is; name an"
                  .formatted(passages, places.size())
              + " agent_id or an archive_id");
    }
  }

  private HotArchive fresh(Key key) {
    return new HotArchive(new HotRows(sql, model, key.tenant(), key.archiveId()), threads);
  }

  /** Where a search that takes long is to run. */
  SearchThreads threads() {
    return threads;
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

  @Override
  public void close() {
    threads.close();
  }
}
