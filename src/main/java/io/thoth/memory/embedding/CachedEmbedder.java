package io.thoth.memory.embedding;

import io.thoth.memory.cache.Cache;
import io.thoth.memory.cache.CacheKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the vectors of the queries asked last, so that a repeated search costs no inference; of
 * the text only a digest is kept. Passages pass through: nobody stores the same text twice. Safe
 * for all threads; a caller may change the array it gets.
 */
public final class CachedEmbedder implements Embedder {
  /** Longer queries are rare, and hardly ever asked twice. */
  private static final int MAX_LENGTH = 2_000;

  private final Embedder embedder;
  private final Cache cache;

  /**
   * @param embedder is closed with this
   */
  public CachedEmbedder(Embedder embedder, Cache cache) {
    this.embedder = embedder;
    this.cache = cache;
  }

  @Override
  public float[] query(String text) throws EmbeddingUnavailable {
    return query(text, "");
  }

  @Override
  public float[] query(String text, String whose) throws EmbeddingUnavailable {
    if (text.length() > MAX_LENGTH) {
      return embedder.query(text, whose);
    }
    String key = key(text);
    float[] known = vector(cache.get(key));
    if (known != null) {
      return known;
    }
    float[] vector = embedder.query(text, whose);
    cache.put(key, bytes(vector));
    return vector;
  }

  /** Providers have models that give vectors of several lengths under one name. */
  private String key(String text) {
    return CacheKey.of("vector1").and(embedder.model()).and(embedder.dimensions()).and(text).text();
  }

  private static float @Nullable [] vector(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    float[] vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    return vector;
  }

  private static byte[] bytes(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
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
}
