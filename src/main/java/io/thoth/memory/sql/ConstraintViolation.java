package io.thoth.memory.sql;

/**
 * A statement broke a constraint of the schema, and its transaction was undone. The kind comes from
 * the database's error code; the message is for the log, not for decisions.
 */
public final class ConstraintViolation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Which kind of constraint; {@code OTHER} is a check, a not-null or a trigger. */
  public enum Kind {
    UNIQUE,
    FOREIGN_KEY,
    OTHER
  }

  private final Kind kind;

  ConstraintViolation(String message, Kind kind, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
