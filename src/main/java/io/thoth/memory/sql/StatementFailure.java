package io.thoth.memory.sql;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A statement that SQLite refused, with its text, which never holds a value. */
final class StatementFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private StatementFailure(String statement, SQLException cause) {
    super(cause.getMessage() + " in: " + statement, cause);
  }

  /** What a transaction throws for this error: a constraint is told apart, by its code. */
  static RuntimeException of(String statement, SQLException cause) {
    if (primaryCode(cause) == SQLiteErrorCode.SQLITE_CONSTRAINT.code) {
      return new ConstraintViolation(cause.getMessage() + " in: " + statement, kind(cause), cause);
    }
    return new StatementFailure(statement, cause);
  }

  /** Whether the database cannot be read, whatever the statement. */
  static boolean preventsReads(Throwable thrown) {
    return switch (code(thrown)) {
      case SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_CORRUPT, SQLITE_NOTADB -> true;
      case SQLITE_NOMEM, SQLITE_PROTOCOL -> true;
      default -> false;
    };
  }

  /** Whether nothing can be written, whatever the statement: the disk is full, say. */
  static boolean preventsWrites(Throwable thrown) {
    return switch (code(thrown)) {
      case SQLITE_FULL, SQLITE_READONLY -> true;
      default -> preventsReads(thrown);
    };
  }

  private static ConstraintViolation.Kind kind(SQLException cause) {
    return switch (((SQLiteException) cause).getResultCode()) {
      case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID ->
          ConstraintViolation.Kind.UNIQUE;
      case SQLITE_CONSTRAINT_FOREIGNKEY -> ConstraintViolation.Kind.FOREIGN_KEY;
      default -> ConstraintViolation.Kind.OTHER;
    };
  }

  /** What SQLite said, however often it was wrapped since. */
  private static SQLiteErrorCode code(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException said) {
        return SQLiteErrorCode.getErrorCode(primaryCode(said));
      }
    }
    return SQLiteErrorCode.SQLITE_OK;
  }

  private static int primaryCode(SQLException cause) {
    return cause.getErrorCode() & 0xff;
  }
}
