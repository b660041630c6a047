package io.thoth.memory.archival;

import io.thoth.memory.embedding.Embedder;
import io.thoth.memory.embedding.EmbeddingUnavailable;
import io.thoth.memory.embedding.EmbeddingUnavailable.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vectors for texts about to be stored, as far as they can be had in time. A text without one is
 * stored all the same and embedded later, so nothing here fails. Called before a transaction, never
 * inside one.
 */
final class PassageEmbedding {
  private static final Logger LOG = LoggerFactory.getLogger(PassageEmbedding.class);

  /** So few at a time that one failure, or the end of the time, costs little. */
  private static final int CHUNK = 64;

  private final Embedder embedder;
  private final Duration patience;

  /**
   * @param patience after which no further chunk of texts is begun
   */
  PassageEmbedding(Embedder embedder, Duration patience) {
    this.embedder = embedder;
    this.patience = patience;
  }

  /** As many as there are texts, in their order; null where there is none. */
  List<float @Nullable []> vectors(List<String> texts) {
    long end = System.nanoTime() + patience.toNanos();
    List<float @Nullable []> vectors = new ArrayList<>(texts.size());
    while (vectors.size() < texts.size() && System.nanoTime() - end < 0) {
      int start = vectors.size();
      List<String> chunk = texts.subList(start, Math.min(start + CHUNK, texts.size()));
      if (!add(vectors, chunk)) {
        break;
      }
    }
    vectors.addAll(Collections.nCopies(texts.size() - vectors.size(), null));
    return vectors;
  }

  /** Adds the vectors of a chunk, or nothing for each; false when going on is useless. */
  private boolean add(List<float @Nullable []> vectors, List<String> chunk) {
    try {
      vectors.addAll(embedder.passages(chunk));
      return true;
    } catch (EmbeddingUnavailable e) {
      if (e.reason() != Reason.OFF) {
        LOG.warn("passages={} are stored without vectors: {}", chunk.size(), e.getMessage());
      }
      vectors.addAll(Collections.nCopies(chunk.size(), null));
      return e.reason() == Reason.REFUSED;
    }
  }
}
