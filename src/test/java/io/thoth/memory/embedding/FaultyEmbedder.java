package io.thoth.memory.embedding;

import io.thoth.memory.embedding.EmbeddingUnavailable.Reason;
import java.util.List;

/** Another embedder that fails on demand. */
public final class FaultyEmbedder implements Embedder {
  private final Embedder embedder;
  private volatile boolean down;
  private volatile String refused = "";

  public FaultyEmbedder(Embedder embedder) {
    this.embedder = embedder;
  }

  /** From now on every call fails, or none does. */
  public void down(boolean now) {
    down = now;
  }

  /** From now on calls with a text that holds this word are refused. */
  public void refuse(String word) {
    refused = word;
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
  public float[] query(String text) throws EmbeddingUnavailable {
    check(List.of(text));
    return embedder.query(text);
  }

  @Override
  public List<float[]> passages(List<String> texts) throws EmbeddingUnavailable {
    check(texts);
    return embedder.passages(texts);
  }

  private void check(List<String> texts) throws EmbeddingUnavailable {
    if (down) {
      throw new EmbeddingUnavailable(Reason.DOWN, "the test has put it down");
    }
    if (!refused.isEmpty() && texts.stream().anyMatch(text -> text.contains(refused))) {
      throw new EmbeddingUnavailable(Reason.REFUSED, "the test refuses " + refused);
    }
  }

  @Override
  public Health health() {
    return down ? Health.down("the test has put it down") : Health.ok();
  }

  @Override
  public void close() {
    embedder.close();
  }
}
