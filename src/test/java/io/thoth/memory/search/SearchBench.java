package io.thoth.memory.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a search and an insert cost on one thread, at dimension 384, embedding excluded. Run by
 * {@code mvn -Pbench verify}. The ceilings are several times what a quiet machine needs: they catch
 * a lost intrinsic, not a busy neighbour.
 */
@Tag("bench")
class SearchBench {
  private static final int DIMENSION = 384;
  private static final int ROUNDS = 600;
  private static final Filter TAGGED =
      new Filter(Set.of("day7"), Filter.TagMatch.ALL, 0, Long.MAX_VALUE);

  @ParameterizedTest
  @ValueSource(ints = {1_000, 10_000, 50_000})
  void latency(int size) {
    SyntheticArchive archive = new SyntheticArchive(DIMENSION, 42);
    List<Document> documents = archive.documents(size);
    HotIndex index = new HotIndex(DIMENSION);
    long start = System.nanoTime();
    documents.forEach(index::put);
    double insert = (System.nanoTime() - start) / 1e3 / size;

    System.out.printf(
        "search n=%d insert=%.1fus bytes_per_document=%d%n", size, insert, index.bytes() / size);
    double dense = median(archive, index, SearchQuery.Mode.DENSE, Filter.NONE);
    median(archive, index, SearchQuery.Mode.LEXICAL, Filter.NONE);
    double hybrid = median(archive, index, SearchQuery.Mode.HYBRID, Filter.NONE);
    median(archive, index, SearchQuery.Mode.HYBRID, TAGGED);

    assertEquals(size, index.size());
    assertTrue(dense < 4e-4 * size && hybrid < 6e-4 * size, dense + " ms, " + hybrid + " ms");
  }

  /** Prints the quantiles and returns the median, in milliseconds. */
  private static double median(
      SyntheticArchive archive, HotIndex index, SearchQuery.Mode mode, Filter filter) {
    Search search = Search.over(List.of(index));
    for (int i = 0; i < ROUNDS; i++) {
      search.run(archive.query(mode, filter));
    }
    double[] millis = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      SearchQuery query = archive.query(mode, filter);
      long start = System.nanoTime();
      List<Hit> hits = search.run(query);
      millis[i] = (System.nanoTime() - start) / 1e6;
      assertEquals(10, hits.size());
    }
    Arrays.sort(millis);
    System.out.printf(
        "search n=%d mode=%s tags=%d p50=%.3fms p90=%.3fms p99=%.3fms%n",
        index.size(),
        mode,
        filter.tags().size(),
        millis[ROUNDS / 2],
        millis[ROUNDS * 9 / 10],
        millis[ROUNDS * 99 / 100]);
    return millis[ROUNDS / 2];
  }
}
