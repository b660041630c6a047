package io.thoth.memory.sql;

import io.thoth.memory.fault.Fault;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for. A cursor is the id of an item whose place in the order counts.
 *
 * @param before items earlier in the requested order than this one, the nearest ones
 * @param after items later in the requested order than this one
 * @param limit how many at most, 1 to 10,000
 * @param descending newest first
 */
public record Page(@Nullable String before, @Nullable String after, int limit, boolean descending) {
  private static final int MOST = 10_000;

  public Page {
    if (limit < 1 || limit > MOST) {
      throw Fault.invalid("limit", "must be from 1 to " + MOST + ", not " + limit);
    }
  }

  /** A page as a client asked for it, with the list's own defaults. */
  public static Page of(
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      int usual,
      boolean descending) {
    return new Page(before, after, limit == null ? usual : limit, descending);
  }

  /** Reads {@code order}: {@code asc} or {@code desc}. */
  public static boolean descending(@Nullable String order, boolean otherwise) {
    if (order == null) {
      return otherwise;
    }
    return switch (order.toLowerCase(Locale.ROOT)) {
      case "asc" -> false;
      case "desc" -> true;
      default -> throw Fault.invalid("order", "must be asc or desc");
    };
  }

  /** In which direction the rows are read. */
  public String direction() {
    return descending != backwards() ? "desc" : "asc";
  }

  /** The rows that were read, in the order that was asked for. */
  public <T> List<T> inOrder(List<T> rows) {
    return backwards() ? rows.reversed() : rows;
  }

  /** Whether the rows are read backwards from the cursor and then turned around. */
  public boolean backwards() {
    return before != null && after == null;
  }
}
