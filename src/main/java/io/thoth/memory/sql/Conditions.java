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
   * case of letters; see {@link Caseless}.
   */
  public Conditions containing(String column, @Nullable String part) {
    return part == null || part.isEmpty()
        ? this
        : and("regexp_like(" + column + ", ?)", Caseless.pattern(part));
  }

  /** Only values of the column beyond the page's cursors, which need not be among them. */
  public Conditions beyond(String column, Page page) {
    return given(column + (page.descending() ? " < ?" : " > ?"), page.after())
        .given(column + (page.descending() ? " > ?" : " < ?"), page.before());
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
