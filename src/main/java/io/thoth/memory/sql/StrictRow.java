package io.thoth.memory.sql;

import org.jspecify.annotations.Nullable;

/** The getters of a row, strict about types where a database would convert. */
abstract class StrictRow implements Row {
  /** Integer, Long, Double, String, byte[] or null, as the database answered. */
  abstract @Nullable Object value(String column);

  @Override
  public String text(String column) {
    return required(column, textOrNull(column));
  }

  @Override
  public @Nullable String textOrNull(String column) {
    return switch (value(column)) {
      case null -> null;
      case String text -> text;
      case Object other -> throw mistyped(column, other, "text");
    };
  }

  @Override
  public long integer(String column) {
    return required(column, integerOrNull(column));
  }

  @Override
  public @Nullable Long integerOrNull(String column) {
    return switch (value(column)) {
      case null -> null;
      case Integer number -> number.longValue();
      case Long number -> number;
      case Object other -> throw mistyped(column, other, "an integer");
    };
  }

  @Override
  public double number(String column) {
    return switch (required(column, value(column))) {
      case Number number -> number.doubleValue();
      case Object other -> throw mistyped(column, other, "a number");
    };
  }

  @Override
  public byte[] bytes(String column) {
    return required(column, bytesOrNull(column));
  }

  @Override
  public byte @Nullable [] bytesOrNull(String column) {
    return switch (value(column)) {
      case null -> null;
      case byte[] bytes -> bytes;
      case Object other -> throw mistyped(column, other, "bytes");
    };
  }

  @Override
  public boolean flag(String column) {
    long stored = integer(column);
    if (stored != 0 && stored != 1) {
      throw new IllegalStateException("column " + column + " is neither 0 nor 1");
    }
    return stored == 1;
  }

  @Override
  public boolean isNull(String column) {
    return value(column) == null;
  }

  private static <T> T required(String column, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("column " + column + " is null");
    }
    return value;
  }

  private static IllegalStateException mistyped(String column, Object value, String wanted) {
    String found = value.getClass().getSimpleName();
    return new IllegalStateException("column " + column + " is not " + wanted + " but " + found);
  }
}
