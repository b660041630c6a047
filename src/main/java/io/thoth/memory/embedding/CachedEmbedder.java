package io.thoth.memory.embedding;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the vectors of the queries asked last, so that a repeated search costs no inference.
 * Passages pass through: nobody stores the same text twice. Safe for all threads; a caller may
 * change the array it gets.
 */
public final class CachedEmbedder implements Embedder {
  private static final int DEFAULT_CAPACITY = 10_000;

  /** Longer queries are rare and would make the memory of a full cache hard to foretell. */
  private static final int MAX_LENGTH = 2_000;

  private final Embedder embedder;
  private final Map<Key, float[]> vectors;

  /** Keeps 10,000 queries, about 20 MB with 384 dimensions. */
  public CachedEmbedder(Embedder embedder) {
    this(embedder, DEFAULT_CAPACITY);
  }

  /**
   * @param capacity queries kept, at least 1
   */
  public CachedEmbedder(Embedder embedder, int capacity) {
    this.embedder = embedder;
    this.vectors =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, float[]> eldest) {
            return size() > capacity;
          }
        };
  }

  @Override
  public float[] query(String text) throws EmbeddingUnavailable {
    Key key = new Key(embedder.model(), text);
    float[] known = find(key);
    if (known != null) {
      return known.clone();
    }
    float[] vector = embedder.query(text);
    if (text.length() <= MAX_LENGTH) {
      keep(key, vector.clone());
    }
    return vector;
  }

  @Override
  public List<float[]> passages(List<String> texts) throws EmbeddingUnavailable {
    return embedder.passages(texts);
  }

  @Override
  public String model() {
    return embedder.model();
  }

  @Override
  public int dimensions() {
    return embedder.dimensions();
  }

  @Override
  public Health health() {
    return embedder.health();
  }

  @Override
  public void close() {
    embedder.close();
  }

  private float @Nullable [] find(Key key) {
    synchronized (vectors) {
      return vectors.get(key);
    }
  }

  private void keep(Key key, float[] vector) {
    synchronized (vectors) {
      vectors.put(key, vector);
    }
  }

  private record Key(String model, String text) {}
}
