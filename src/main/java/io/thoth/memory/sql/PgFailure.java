package io.thoth.memory.sql;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A statement that PostgreSQL did not carry out, with its text, which never holds a value. */
final class PgFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What can be done about it. */
  enum Kind {
    /** The statement is wrong. */
    STATEMENT,
    /** Another transaction was in the way; this one may be tried again. */
    CLASH,
    /** The connection is gone or the server does not work now. */
    LOST,
    /** The server did not answer in time, so the connection was given up. */
    SILENCE
  }

  /** serialization_failure and deadlock_detected. */
  private static final Set<String> CLASHES = Set.of("40001", "40P01");

  /**
   * Classes of errors that say nothing about the statement: connections (08), no more resources
   * (53), an operator's intervention such as a shutdown (57P), the system itself (58).
   */
  private static final Set<String> LOSSES = Set.of("08", "53", "58");

  private final Kind kind;

  PgFailure(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** Whether the database was lost, whatever the statement. */
  static boolean isLoss(@Nullable Throwable thrown) {
    return thrown instanceof PgFailure failure
        && (failure.kind == Kind.LOST || failure.kind == Kind.SILENCE);
  }

  /** What a transaction throws for this error: a constraint is told apart, by its code. */
  static RuntimeException of(String statement, Throwable cause) {
    String message = cause.getMessage() + " in: " + statement;
    if (cause instanceof PgFailure lost) {
      return lost;
    }
    if (!(cause instanceof PgException said) || said.getSqlState() == null) {
      return new PgFailure(isClosed(cause) ? Kind.LOST : Kind.STATEMENT, message, cause);
    }
    String state = said.getSqlState();
    return state.startsWith("23")
        ? new ConstraintViolation(message, violated(state), cause)
        : new PgFailure(kind(state), message, cause);
  }

  private static Kind kind(String state) {
    if (CLASHES.contains(state)) {
      return Kind.CLASH;
    }
    boolean lost = LOSSES.contains(state.substring(0, 2)) || state.startsWith("57P");
    return lost ? Kind.LOST : Kind.STATEMENT;
  }

  private static ConstraintViolation.Kind violated(String state) {
    return switch (state) {
      case "23505" -> ConstraintViolation.Kind.UNIQUE;
      case "23503" -> ConstraintViolation.Kind.FOREIGN_KEY;
      default -> ConstraintViolation.Kind.OTHER;
    };
  }

  private static boolean isClosed(Throwable cause) {
    return cause instanceof ClosedConnectionException
        || cause instanceof IOException
        || cause.getCause() instanceof IOException
        || String.valueOf(cause.getMessage()).startsWith("Connection is not active");
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
