package io.thoth.memory.sql;

import io.thoth.memory.id.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One step of the schema.
 *
 * @param number its place in the order, from 1
 * @param name its file's name without {@code .sql}, such as {@code 001_core}
 * @param text its statements
 */
public record Migration(int number, String name, String text) {

  /** SHA-256 of the text in hexadecimal; the same for either kind of line end. */
  public String checksum() {
    return Sha256.hex(String.join("\n", text.lines().toList()).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The statements. One ends where a line ends with {@code ;} (a trigger: with the line {@code
   * end;}), so no line inside of a literal may end that way. Lines that begin with {@code --} are
   * left out.
   */
  public List<String> statements() {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    for (String line : text.lines().filter(Migration::isNoComment).toList()) {
      statement.append(line).append('\n');
      if (isLast(line, statement)) {
        statements.add(statement.toString().strip());
        statement.setLength(0);
      }
    }
    if (!statement.toString().isBlank()) {
      throw new IllegalStateException(name + ": the last statement does not end with ;");
    }
    return statements;
  }

  private static boolean isNoComment(String line) {
    return !line.isBlank() && !line.stripLeading().startsWith("--");
  }

  private static boolean isLast(String line, CharSequence statement) {
    boolean trigger =
        statement.toString().strip().toLowerCase(Locale.ROOT).startsWith("create trigger");
    return trigger ? line.strip().equalsIgnoreCase("end;") : line.stripTrailing().endsWith(";");
  }
}
