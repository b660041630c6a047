package io.thoth.memory.embedding;

/**
 * Whether texts are being embedded.
 *
 * @param reason for a person to read; empty when all is well
 */
public record Health(Status status, String reason) {
  /** The three things an embedder can be. */
  public enum Status {
    OK,
    /** The model is on its way; calls wait for it. */
    LOADING,
    /** Calls fail at once. */
    DOWN
  }

  public static Health ok() {
    return new Health(Status.OK, "");
  }

  public static Health loading() {
    return new Health(Status.LOADING, "the model is loading");
  }

  public static Health down(String reason) {
    return new Health(Status.DOWN, reason);
  }
}
