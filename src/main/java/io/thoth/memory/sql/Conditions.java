package io.thoth.memory.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a list that has many optional filters. Only texts written in the program become
 * part of a statement; what a client sent is always an argument. Not thread-safe.
 */
public final class Conditions {
  private final List<String> texts = new ArrayList<>();
  private final List<@Nullable Object> arguments = new ArrayList<>();

  public Conditions(String condition, @Nullable Object... args) {
    and(condition, args);
  }

  public Conditions and(String condition, @Nullable Object... args) {
    texts.add(condition);
    arguments.addAll(Arrays.asList(args));
    return this;
  }

  /** Adds the condition when there is a value for its one placeholder. */
  public Conditions given(String condition, @Nullable Object value) {
    return value == null ? this : and(condition, value);
  }

  /**
   * Adds a search for a part of a column, when there is one to search for, without regard to the
   * case of the letters of ASCII. Those are the ones that SQLite knows, and that PostgreSQL knows
   * in the collation "C", which every text column of the schema has; so both find the same.
   */
  public Conditions containing(String column, @Nullable String part) {
    if (part == null || part.isEmpty()) {
      return this;
    }
    String literal = part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    return and("lower(" + column + ") like ? escape '\\'", "%" + lower(literal) + "%");
  }

  private static String lower(String text) {
    StringBuilder lower = new StringBuilder(text);
    for (int index = 0; index < lower.length(); index++) {
      char letter = lower.charAt(index);
      if (letter >= 'A' && letter <= 'Z') {
        lower.setCharAt(index, (char) (letter + ('a' - 'A')));
      }
    }
    return lower.toString();
  }

  /** As many placeholders as there are values, for {@code in (…)}. */
  public static String marks(Collection<?> values) {
    return String.join(", ", Collections.nCopies(values.size(), "?"));
  }

  /** The conditions joined by {@code and}. */
  public String text() {
    return String.join(" and ", texts);
  }

  /** The arguments of the conditions, then those given. */
  public @Nullable Object[] arguments(@Nullable Object... more) {
    List<@Nullable Object> all = new ArrayList<>(arguments);
    all.addAll(Arrays.asList(more));
    return all.toArray();
  }
}
