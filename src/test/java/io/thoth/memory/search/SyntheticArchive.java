package io.thoth.memory.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

/**
 * Made-up passages for measuring, of the shape real ones have: word frequencies by Zipf's law, and
 * vectors crowded into a cone (the mean of e5's has length 0.9) around a few hundred topics.
 */
final class SyntheticArchive {
  private static final int TOPICS = 300;
  private static final int VOCABULARY = 20_000;

  private final Random random;
  private final float[] cone;
  private final float[][] topics = new float[TOPICS][];
  private final double[] wordRanks = new double[VOCABULARY];
  private final int dimension;

  SyntheticArchive(int dimension, long seed) {
    this.dimension = dimension;
    random = new Random(seed);
    cone = gaussian();
    for (int i = 0; i < TOPICS; i++) {
      topics[i] = gaussian();
    }
    double sum = 0;
    for (int i = 0; i < VOCABULARY; i++) {
      sum += 1.0 / (i + 3);
      wordRanks[i] = sum;
    }
  }

  List<Document> documents(int count) {
    List<Document> documents = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String id = "passage-%08x-%04d".formatted(random.nextInt(), i);
      List<String> tags = i % 3 == 0 ? List.of("project", "day" + i % 50) : List.of();
      long at = 60_000_000L * i;
      documents.add(
          new Document(id, i, words(15 + random.nextInt(20)), vector(), tags, at, "s" + i / 30));
    }
    return documents;
  }

  List<SearchQuery> queries(int count, SearchQuery.Mode mode, Filter filter) {
    List<SearchQuery> queries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      queries.add(new SearchQuery(words(7), vector(), filter, 10, mode));
    }
    return queries;
  }

  private String words(int count) {
    StringJoiner words = new StringJoiner(" ");
    for (int i = 0; i < count; i++) {
      words.add("w" + Integer.toString(word(), 36));
    }
    return words.toString();
  }

  private int word() {
    double at = random.nextDouble() * wordRanks[VOCABULARY - 1];
    int found = Arrays.binarySearch(wordRanks, at);
    return found < 0 ? -found - 1 : found;
  }

  private float[] vector() {
    float[] topic = topics[random.nextInt(TOPICS)];
    float[] other = topics[random.nextInt(TOPICS)];
    float[] noise = gaussian();
    float[] sum = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      sum[i] = 2.1f * cone[i] + 0.6f * topic[i] + 0.4f * other[i] + 0.5f * noise[i];
    }
    return unit(sum);
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
}
