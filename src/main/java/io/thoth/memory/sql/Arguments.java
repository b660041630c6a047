package io.thoth.memory.sql;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Texts;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Binds arguments, and refuses what the two databases would not both give back unchanged. */
final class Arguments {
  private Arguments() {}

  static void bind(PreparedStatement statement, @Nullable Object... args) throws SQLException {
    for (int index = 0; index < args.length; index++) {
      bind(statement, index + 1, args[index]);
    }
  }

  private static void bind(PreparedStatement statement, int position, @Nullable Object value)
      throws SQLException {
    switch (stored(position, value)) {
      case null -> statement.setNull(position, java.sql.Types.NULL);
      case String text -> statement.setString(position, text);
      case Long number -> statement.setLong(position, number);
      case Double number -> statement.setDouble(position, number);
      case byte[] bytes -> statement.setBytes(position, bytes);
      case Object other -> throw unknown(position, other);
    }
  }

  /** The argument as String, Long, Double, byte[] or null. */
  static @Nullable Object stored(int position, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> storable(text);
      case Long number -> number;
      case Integer number -> number.longValue();
      case Boolean flag -> flag ? 1L : 0L;
      case Double number -> number;
      case byte[] bytes -> bytes;
      default -> throw unknown(position, value);
    };
  }

  private static IllegalArgumentException unknown(int position, Object value) {
    return new IllegalArgumentException(
        "argument " + position + " has type " + value.getClass().getName());
  }

  private static String storable(String text) {
    if (Texts.isPlain(text)) {
      return text;
    }
    for (int index = 0; index < text.length(); index++) {
      char unit = text.charAt(index);
      if (unit == 0) {
        throw Fault.invalid("text", "contains a NUL character, which cannot be stored");
      }
      if (Character.isSurrogate(unit)) {
        index = afterPair(text, index);
      }
    }
    return text;
  }

  /** The index of the second half of the pair that begins at {@code index}. */
  private static int afterPair(String text, int index) {
    boolean paired =
        index + 1 < text.length()
            && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
    if (!paired) {
      throw Fault.invalid("text", "contains half a surrogate pair, which cannot be stored");
    }
    return index + 1;
  }
}
