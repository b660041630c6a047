package io.thoth.memory.embedding;

import java.util.List;

/** Embeds nothing: search by words alone. Immutable. */
public final class NoEmbedder implements Embedder {
  private static final String REASON = "no embedder is configured; search is by words alone";

  @Override
  public String model() {
    return "none";
  }

  @Override
  public int dimensions() {
    return 0;
  }

  @Override
  public float[] query(String text) throws EmbeddingUnavailable {
    throw new EmbeddingUnavailable(EmbeddingUnavailable.Reason.OFF, REASON);
  }

  @Override
  public List<float[]> passages(List<String> texts) throws EmbeddingUnavailable {
    throw new EmbeddingUnavailable(EmbeddingUnavailable.Reason.OFF, REASON);
  }

  @Override
  public Health health() {
    return Health.down(REASON);
  }

  @Override
  public void close() {}
}
