package io.thoth.memory.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Random documents, changes and queries, made so that the hard cases are common: ties, repeated
 * words, missing vectors, equal times, gaps of exactly the maximum, sessions going on at once, tags
 * nobody has, and vectors closer to each other than bytes can tell.
 */
final class RandomArchive {
  private static final List<String> WORDS =
      List.of(
          "the",
          "of",
          "running",
          "runs",
          "cat",
          "cats",
          "Melanie's",
          "memory",
          "archive",
          "Tuesday",
          "blue",
          "green",
          "x86",
          "naïve",
          "painting",
          "painted",
          "3.14",
          "and",
          "harbour",
          "letter");
  private static final List<String> TAGS = List.of("work", "home", "urgent", "Work");
  private static final long[] STEPS = {
    0, 1, 1_000_000, 60_000_000, 1_799_999_999L, 1_800_000_000L, 1_800_000_001L, 7_200_000_000L
  };

  private final Random random;
  private final int dimension;
  private final float[] centre;
  private final List<Long> times = new ArrayList<>(List.of(1_700_000_000_000_000L));

  RandomArchive(Random random) {
    this.random = random;
    this.dimension = pick(List.of(16, 100, 130, 384));
    this.centre = gaussian();
  }

  int dimension() {
    return dimension;
  }

  /** Puts and removes at random, alike in the index and in the map by id. */
  void change(HotIndex index, Map<String, Document> mirror, String prefix, int changes) {
    for (int i = 0; i < changes; i++) {
      String id = prefix + random.nextInt(80);
      if (random.nextInt(4) == 0) {
        index.remove(id);
        mirror.remove(id);
      } else {
        Document document = document(id);
        index.put(document);
        mirror.put(id, document);
      }
    }
  }

  private Document document(String id) {
    long createdAt = times.getLast() + STEPS[random.nextInt(STEPS.length)];
    times.add(createdAt);
    createdAt -= random.nextInt(8) == 0 ? random.nextInt(1_000_000_000) : 0;
    String session = random.nextInt(3) == 0 ? null : "session" + random.nextInt(2);
    float @Nullable [] vector = random.nextInt(6) == 0 ? null : vector();
    return new Document(id, random.nextInt(50), text(8), vector, tags(), createdAt, session);
  }

  private List<String> tags() {
    List<String> tags = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      tags.add(pick(TAGS));
    }
    return tags;
  }

  String text(int longest) {
    StringJoiner words = new StringJoiner(" ");
    for (int i = random.nextInt(longest + 1); i > 0; i--) {
      words.add(pick(WORDS));
    }
    return words.toString();
  }

  SearchQuery query(int size) {
    float @Nullable [] vector = random.nextInt(6) == 0 ? null : vector();
    SearchQuery.Mode mode = pick(List.of(SearchQuery.Mode.values()));
    if (vector == null && mode == SearchQuery.Mode.DENSE) {
      mode = SearchQuery.Mode.HYBRID;
    }
    int limit = pick(List.of(1, 2, 5, 10, Math.max(1, size - 1), Math.max(1, size), size + 7));
    return new SearchQuery(text(5), vector, filter(), limit, mode);
  }

  private Filter filter() {
    Set<String> tags =
        pick(List.of(Set.of(), Set.of("work"), Set.of("work", "home"), Set.of("Work", "nobody")));
    Filter.TagMatch match = pick(List.of(Filter.TagMatch.values()));
    long one = pick(times);
    long other = pick(times);
    long from = random.nextBoolean() ? Long.MIN_VALUE : Math.min(one, other);
    long to = random.nextBoolean() ? Long.MAX_VALUE : Math.max(one, other);
    return new Filter(tags, match, from, to);
  }

  Ranking ranking() {
    if (random.nextInt(3) > 0) {
      return Ranking.DEFAULT;
    }
    Ranking.Mix mix =
        new Ranking.Mix(pick(List.of(1, 3, 20)), 0.7, 0.3, pick(List.of(0.0, 1.0, 20.0)));
    Ranking.Neighbours neighbours =
        random.nextBoolean() ? Ranking.Neighbours.NONE : Ranking.DEFAULT.neighbours();
    return new Ranking(new Ranking.Bm25(1.2, 0.75), mix, neighbours);
  }

  /** Of three kinds: from a coarse grid, which makes ties; anywhere; hardly apart. */
  private float[] vector() {
    float[] vector = gaussian();
    return switch (random.nextInt(3)) {
      case 0 -> onTheGrid();
      case 1 -> unit(vector);
      default -> {
        for (int i = 0; i < dimension; i++) {
          vector[i] = centre[i] + 0.01f * vector[i];
        }
        yield unit(vector);
      }
    };
  }

  private float[] onTheGrid() {
    float[] vector = new float[dimension];
    for (int i = 0; i < 4; i++) {
      vector[4 * i + random.nextInt(2)] = random.nextBoolean() ? 0.5f : -0.5f;
    }
    return vector;
  }

  private float[] gaussian() {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  private static float[] unit(float[] vector) {
    double length = UnitVector.length(vector);
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] / length);
    }
    return vector;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
