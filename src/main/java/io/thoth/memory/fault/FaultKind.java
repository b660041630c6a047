package io.thoth.memory.fault;

/**
 * The kinds of refusal and failure. The wire number names a kind between nodes of different
 * versions and never changes; the status is what an HTTP client sees.
 */
public enum FaultKind {
  /** The request has the wrong shape or a value out of range. */
  INVALID(1, 422),
  /** The request is well-formed, but its arguments make no sense together. */
  UNACCEPTABLE(2, 400),
  UNAUTHORIZED(3, 401),
  FORBIDDEN(4, 403),
  NOT_FOUND(5, 404),
  METHOD_NOT_ALLOWED(6, 405),
  /** The state of the thing forbids the change; sending it again will not help. */
  CONFLICT(7, 409),
  /** {@code If-Match} named a version that is no longer the current one. */
  STALE(8, 412),
  TOO_LARGE(9, 413),
  UNSUPPORTED_TYPE(10, 415),
  /** Too much at once: try again after the time given. */
  BUSY(11, 429),
  INTERNAL(12, 500),
  NOT_IMPLEMENTED(13, 501),
  /** A part the request needs is not there now: try again after the time given. */
  UNAVAILABLE(14, 503),
  /** The organisation has as much as it may: sending it again helps when something was deleted. */
  OVER_QUOTA(15, 429);

  private final int wire;
  private final int status;

  FaultKind(int wire, int status) {
    this.wire = wire;
    this.status = status;
  }

  public int wire() {
    return wire;
  }

  public int status() {
    return status;
  }

  /** The kind with this wire number; a number from a newer node is read as {@link #INTERNAL}. */
  public static FaultKind ofWire(int wire) {
    for (FaultKind kind : values()) {
      if (kind.wire == wire) {
        return kind;
      }
    }
    return INTERNAL;
  }
}
