package io.thoth.memory.search;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a search and an insert cost on one thread, at dimension 384, embedding excluded. Run by
 * {@code mvn -Pbench verify}. Beside the wall clock it prints the thread's own time, which busy
 * neighbours disturb less. The ceilings are several times what is needed: they catch a lost
 * intrinsic, not a slow machine.
 */
@Tag("bench")
class SearchBench {
  private static final int DIMENSION = 384;
  private static final int ROUNDS = 800;
  private static final Filter TAGGED =
      new Filter(Set.of("day7"), Filter.TagMatch.ALL, 0, Long.MAX_VALUE);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final SyntheticArchive archive = new SyntheticArchive(DIMENSION, 42);

  @ParameterizedTest
  @ValueSource(ints = {1_000, 10_000, 50_000})
  void searchAndInsert(int size) {
    List<Document> documents = archive.documents(size);
    HotIndex index = new HotIndex(DIMENSION);
    double insert = measure("insert", size, size, i -> index.put(documents.get(i)));
    System.out.printf("search n=%d bytes_per_document=%d%n", size, index.bytes() / size);

    double dense = search(index, SearchQuery.Mode.DENSE, Filter.NONE);
    search(index, SearchQuery.Mode.LEXICAL, Filter.NONE);
    double hybrid = search(index, SearchQuery.Mode.HYBRID, Filter.NONE);
    search(index, SearchQuery.Mode.HYBRID, TAGGED);

    double ceiling = 0.5 + size * 2e-4;
    assertTrue(dense < ceiling && hybrid < 2 * ceiling, dense + " ms, " + hybrid + " ms");
    assertTrue(insert < 0.5, insert + " ms");
  }

  private double search(HotIndex index, SearchQuery.Mode mode, Filter filter) {
    Search search = Search.over(List.of(index));
    List<SearchQuery> queries = archive.queries(ROUNDS, mode, filter);
    queries.forEach(search::run);
    String name = mode + (filter.equals(Filter.NONE) ? "" : " by tag");
    return measure(
        name, index.size(), ROUNDS, i -> assertFalse(search.run(queries.get(i)).isEmpty()));
  }

  /** Prints the quantiles and returns the median of the thread's own time, in milliseconds. */
  private static double measure(String name, int size, int rounds, IntConsumer work) {
    long[] wall = new long[rounds];
    long[] own = new long[rounds];
    for (int i = 0; i < rounds; i++) {
      long ownStart = THREADS.getCurrentThreadCpuTime();
      long start = System.nanoTime();
      work.accept(i);
      wall[i] = System.nanoTime() - start;
      own[i] = THREADS.getCurrentThreadCpuTime() - ownStart;
    }
    Arrays.sort(wall);
    Arrays.sort(own);
    System.out.printf(
        "search n=%d %s p50=%.3fms p90=%.3fms p99=%.3fms cpu_p50=%.3fms%n",
        size,
        name,
        wall[rounds / 2] / 1e6,
        wall[rounds * 9 / 10] / 1e6,
        wall[rounds * 99 / 100] / 1e6,
        own[rounds / 2] / 1e6);
    return own[rounds / 2] / 1e6;
  }
}
