package io.thoth.memory.sql;

import io.thoth.memory.fault.Fault;
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
    switch (value) {
      case null -> statement.setNull(position, java.sql.Types.NULL);
      case String text -> statement.setString(position, storable(text));
      case Long number -> statement.setLong(position, number);
      case Integer number -> statement.setLong(position, number);
      case Boolean flag -> statement.setLong(position, flag ? 1 : 0);
      case Double number -> statement.setDouble(position, number);
      case byte[] bytes -> statement.setBytes(position, bytes);
      default ->
          throw new IllegalArgumentException(
              "argument " + position + " has type " + value.getClass().getName());
    }
  }

  private static String storable(String text) {
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
