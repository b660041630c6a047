package io.thoth.memory.sql;

import org.jspecify.annotations.Nullable;

/**
 * The current row of a result, valid only inside the mapper or consumer it was given to. Columns
 * are found by their lower-case name. A column that is missing, ambiguous, of another type, or null
 * where the getter does not say {@code OrNull}, is an {@link IllegalStateException} naming it:
 * nothing is converted silently.
 */
public interface Row {
  String text(String column);

  @Nullable String textOrNull(String column);

  long integer(String column);

  @Nullable Long integerOrNull(String column);

  /** A floating-point number; an integer is accepted and widened. */
  double number(String column);

  byte[] bytes(String column);

  byte @Nullable [] bytesOrNull(String column);

  /** A truth value, stored as 0 or 1 in SQLite. */
  boolean flag(String column);

  boolean isNull(String column);
}
