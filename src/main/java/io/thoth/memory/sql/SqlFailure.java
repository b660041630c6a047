package io.thoth.memory.sql;

/**
 * An operation failed for a reason its caller is not meant to handle: a wrong statement, a bug in
 * the work. The message begins with the operation's name; the cause is what the work threw.
 */
public final class SqlFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SqlFailure(String operation, Throwable cause) {
    super(operation + ": " + cause.getMessage(), cause);
  }

  SqlFailure(String operation, String message) {
    super(operation + ": " + message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
