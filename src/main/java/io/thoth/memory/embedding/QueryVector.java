package io.thoth.memory.embedding;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The vector of a search that goes on without one. */
public final class QueryVector {
  private static final Logger LOG = LoggerFactory.getLogger(QueryVector.class);

  private QueryVector() {}

  /**
   * Null when there is none now: then the search goes by words alone.
   *
   * @param whose as in {@link Embedder#query(String, String)}
   */
  public static float @Nullable [] of(Embedder embedder, String text, String whose) {
    try {
      return embedder.query(text, whose);
    } catch (EmbeddingUnavailable e) {
      if (e.reason() != EmbeddingUnavailable.Reason.OFF) {
        LOG.debug("a search goes by words alone: {}", e.getMessage());
      }
      return null;
    }
  }
}
