package io.thoth.memory.embedding;

/**
 * There is no vector now. An ordinary outcome and checked, so that every caller says what it does
 * without: keep the text and embed it later, search by words alone. Carries no stack trace.
 */
public final class EmbeddingUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why, and with it whether asking again can help. */
  public enum Reason {
    /** No embedder is configured: never. */
    OFF,
    /** The model is still loading: in seconds. */
    LOADING,
    /** Too much at once, or no answer in time: soon. */
    BUSY,
    /** The provider fails, or the embedder is closed: when {@link Embedder#health()} says so. */
    DOWN,
    /** The provider works but will not take one of these texts: not with the same texts. */
    REFUSED
  }

  private final Reason reason;
  private final String message;

  /** Public for embedders of other packages, such as a test's. */
  public EmbeddingUnavailable(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }

  public Reason reason() {
    return reason;
  }
}
