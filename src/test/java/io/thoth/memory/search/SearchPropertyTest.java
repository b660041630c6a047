package io.thoth.memory.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A search equals brute force, whatever was put in, replaced and removed before, and whatever is
 * asked. {@code -Dsearch.seed=n} runs one seed only.
 */
class SearchPropertyTest {
  private static final int PHASES = 4;
  private static final int QUERIES = 12;

  static LongStream seeds() {
    Long one = Long.getLong("search.seed");
    return one == null ? LongStream.rangeClosed(1, 60) : LongStream.of(one);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void searchEqualsBruteForceOnBothKernels(long seed) {
    Random random = new Random(seed);
    RandomArchive archive = new RandomArchive(random);
    List<HotIndex> indexes = new ArrayList<>();
    List<Map<String, Document>> mirrors = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      indexes.add(new HotIndex(archive.dimension()));
      mirrors.add(new LinkedHashMap<>());
    }
    BruteForce bruteForce = new BruteForce();
    for (int phase = 0; phase < PHASES; phase++) {
      int target = random.nextInt(indexes.size());
      archive.change(indexes.get(target), mirrors.get(target), "d" + target + "-", 90);
      List<List<Document>> documents =
          mirrors.stream().map(mirror -> List.copyOf(mirror.values())).toList();
      int size = documents.stream().mapToInt(List::size).sum();
      for (int i = 0; i < QUERIES; i++) {
        SearchQuery query = archive.query(size);
        Ranking ranking = archive.ranking();
        List<Hit> expected = bruteForce.search(documents, query, ranking);
        for (VectorKernel kernel : List.of(new ScalarKernel(), new SimdKernel())) {
          List<Hit> hits = new Search(indexes, ranking, kernel).run(query);
          assertEquals(
              expected,
              hits,
              () -> "seed=%d %s %s %s".formatted(seed, kernel.getClass(), query, ranking));
        }
      }
    }
  }
}
