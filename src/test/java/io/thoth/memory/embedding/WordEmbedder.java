package io.thoth.memory.embedding;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A vector for every text, made of its words alone and the same in every run: texts with words in
 * common lie near each other. Counts what it embeds.
 */
public final class WordEmbedder implements Embedder {
  private final String model;
  private final int dimensions;
  private final AtomicInteger embedded = new AtomicInteger();

  public WordEmbedder(String model, int dimensions) {
    this.model = model;
    this.dimensions = dimensions;
  }

  /** How many passages were embedded so far. */
  public int embedded() {
    return embedded.get();
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public int dimensions() {
    return dimensions;
  }

  @Override
  public float[] query(String text) {
    return vector(text);
  }

  @Override
  public List<float[]> passages(List<String> texts) {
    embedded.addAndGet(texts.size());
    return texts.stream().map(this::vector).toList();
  }

  private float[] vector(String text) {
    float[] sum = new float[dimensions];
    for (String word : text.toLowerCase(Locale.ROOT).split("\\W+")) {
      Random random = new Random(word.hashCode() * 31L + model.hashCode());
      for (int i = 0; i < dimensions; i++) {
        sum[i] += (float) random.nextGaussian();
      }
    }
    return UnitVector.scale(sum);
  }

  @Override
  public Health health() {
    return Health.ok();
  }

  @Override
  public void close() {}
}
