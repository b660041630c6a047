package io.thoth.memory.embedding;

import io.thoth.memory.cache.Cache;
import io.thoth.memory.cache.CacheConfig;
import io.thoth.memory.cache.Caches;
import io.thoth.memory.turns.Turns;
import java.util.List;

/**
 * Text to vectors of length 1, so that a dot product is the cosine. Every call blocks and may be
 * made from any number of threads, virtual ones included: what is native or heavy runs on threads
 * of the embedder's own, and at most the configured number of texts waits for them.
 *
 * <p>A text longer than the model reads (512 tokens for the local one, about 2,000 characters of
 * English) is cut off there. The local model gives the same vector for the same text, bit for bit,
 * whatever else it is asked; another version of ONNX Runtime or kind of processor gives one that is
 * nearly the same (cosine 0.997).
 */
public interface Embedder extends AutoCloseable {
  /** The embedder that {@code config} describes, with a cache in this process in front. */
  static Embedder open(EmbeddingConfig config) {
    return open(config, Caches.open(CacheConfig.usual()).cache(), Turns.ofProcessors());
  }

  /**
   * The embedder that {@code config} describes.
   *
   * @param cache remembers repeated queries
   * @param turns of queries that are computed here, shared with whatever else computes
   */
  static Embedder open(EmbeddingConfig config, Cache cache, Turns turns) {
    return switch (config.provider()) {
      case LOCAL -> new CachedEmbedder(new LocalEmbedder(config, E5Model::load, turns), cache);
      case OPENAI ->
          new CachedEmbedder(new OpenAiEmbedder(config, new Circuit(System::nanoTime)), cache);
      case NONE -> new NoEmbedder();
    };
  }

  /** The handle to keep beside a vector: vectors of different handles are never comparable. */
  String model();

  /** Length of a vector; 0 when there is no model, or its length is not known before first use. */
  int dimensions();

  /**
   * The vector to search with.
   *
   * @throws EmbeddingUnavailable when there is no answer in time; the search goes on without it
   */
  float[] query(String text) throws EmbeddingUnavailable;

  /**
   * The same for one of several who share the embedder: they take turns, so that nobody waits for
   * more than one text of each other.
   *
   * @param whose any name, such as the organisation's
   */
  default float[] query(String text, String whose) throws EmbeddingUnavailable {
    return query(text);
  }

  /**
   * The vectors to store, in the order of {@code texts}: all of them or none, so hand over no more
   * at a time than may be lost to one failure.
   *
   * @throws EmbeddingUnavailable when there is no answer in time; the texts are embedded later
   */
  List<float[]> passages(List<String> texts) throws EmbeddingUnavailable;

  /** What a call can expect now; costs nothing. */
  Health health();

  /**
   * Fails the calls that wait, lets the running inference end, and returns when nothing of the
   * embedder runs any more. Native code must not be running when the JVM exits.
   */
  @Override
  void close();
}
