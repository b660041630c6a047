package io.thoth.memory.fault;

/**
 * The one exception of the program that a caller is meant to see. The message is written for the
 * person who sent the request: it names the field and says what to do.
 */
public final class Fault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FaultKind kind;

  public Fault(FaultKind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Fault(FaultKind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public FaultKind kind() {
    return kind;
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? kind.name() : message;
  }

  /** The value of {@code field} has the wrong shape or is out of range. */
  public static Fault invalid(String field, String why) {
    return new Fault(FaultKind.INVALID, field + ": " + why);
  }

  /** There is no {@code what} with this id in the caller's organisation. */
  public static Fault notFound(String what, String id) {
    return new Fault(FaultKind.NOT_FOUND, what + " with id '" + id + "' not found");
  }

  public static Fault conflict(String why) {
    return new Fault(FaultKind.CONFLICT, why);
  }

  public static Fault unavailable(String why) {
    return new Fault(FaultKind.UNAVAILABLE, why);
  }
}
