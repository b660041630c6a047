package io.thoth.memory.search;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The indexes in memory over rows that somebody keeps, one per collection, made on first use. A
 * cache: the position of an index is compared with the collection's before it is used, so it never
 * answers with less than the caller has seen. When all together take more than the budget, the
 * least recently used go; the one in use stays even if it alone is larger. Thread-safe.
 */
public final class FollowedIndexes implements AutoCloseable {
  /** Heap for one document besides its vector, for an estimate before it is loaded. */
  private static final long BYTES_OF_WORDS = 600;

  /** A component of a vector is a float and a byte. */
  private static final long BYTES_OF_COMPONENT = 5;

  private record Key(String tenant, String id) {}

  /**
   * A collection of documents and how far it has come.
   *
   * @param sequence of its last change
   * @param documents about how many it holds
   */
  public record Place(String id, long sequence, long documents) {}

  /** Reads the rows of the collection with this id. */
  @FunctionalInterface
  public interface Source {
    IndexRows rows(String tenant, String id);
  }

  private final Source source;
  private final long budget;
  private final SearchThreads threads = new SearchThreads();
  private final Map<Key, FollowedIndex> indexes = new ConcurrentHashMap<>();

  /**
   * @param budget bytes
   */
  public FollowedIndexes(Source source, long budget) {
    this.source = source;
    this.budget = budget;
  }

  /**
   * The indexes of these collections, each with at least the changes up to the place.
   *
   * @param dimension of the vectors; 0 while that is not known
   * @throws Fault unacceptable, when several collections together cannot fit into the budget
   */
  public List<HotIndex> at(String tenant, List<Place> places, int dimension) {
    requireRoom(places, dimension);
    List<HotIndex> found = new ArrayList<>(places.size());
    boolean changed = false;
    for (Place place : places) {
      FollowedIndex known = indexes.computeIfAbsent(new Key(tenant, place.id()), this::fresh);
      HotIndex index = known.ready(place.sequence(), dimension);
      changed |= index == null;
      found.add(index == null ? known.at(place.sequence(), dimension) : index);
    }
    if (changed) {
      trim();
    }
    return found;
  }

  private void requireRoom(List<Place> places, int dimension) {
    long documents = places.stream().mapToLong(Place::documents).sum();
    long bytes = documents * (BYTES_OF_WORDS + BYTES_OF_COMPONENT * dimension);
    if (places.size() > 1 && bytes > budget) {
      throw new Fault(
          FaultKind.UNACCEPTABLE,
          "a search over all %d texts of %d collections needs more memory than there is; name an"
                  .formatted(documents, places.size())
              + " agent_id, or an archive_id for passages");
    }
  }

  private FollowedIndex fresh(Key key) {
    return new FollowedIndex(source.rows(key.tenant(), key.id()), threads, key.tenant());
  }

  /** Where a search that takes long is to run. */
  public SearchThreads threads() {
    return threads;
  }

  /** Lets go of the index of a collection that is no more. */
  public void drop(String tenant, String id) {
    indexes.remove(new Key(tenant, id));
  }

  public long bytes() {
    return indexes.values().stream().mapToLong(FollowedIndex::bytes).sum();
  }

  public int count() {
    return indexes.size();
  }

  private void trim() {
    long bytes = bytes();
    if (bytes <= budget) {
      return;
    }
    List<Map.Entry<Key, FollowedIndex>> oldestFirst =
        indexes.entrySet().stream()
            .sorted(Comparator.comparingLong(entry -> entry.getValue().usedAt()))
            .toList();
    for (Map.Entry<Key, FollowedIndex> entry : oldestFirst.subList(0, oldestFirst.size() - 1)) {
      if (bytes <= budget) {
        return;
      }
      bytes -= entry.getValue().bytes();
      indexes.remove(entry.getKey(), entry.getValue());
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
