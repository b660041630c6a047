package io.thoth.memory.embedding;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows of a table that wait for a vector, in the order of their key: tenant, owner, sequence.
 * The vectors lie in a table of their own, one for each row and model.
 *
 * @param columns what is selected; whether there is a vector already is added as {@code known}
 * @param alias of the table in {@code columns} and {@code further}
 * @param vectors the table of the vectors
 * @param owner the column that says whose the rows are, of both tables
 * @param further a condition, or true
 */
public record WaitingRows(
    String columns, String table, String alias, String vectors, String owner, String further) {

  /** The place of a row in the order. */
  public record Place(String tenant, String owner, long sequence) {
    private static final Place START = new Place("", "", 0);
  }

  /** Takes {@link #arguments} for the same former model. */
  public String statement(@Nullable String former) {
    return """
    select %1$s, exists (select 1 from %4$s v where v.tenant = %3$s.tenant
      and v.%5$s = %3$s.%5$s and v.sequence = %3$s.sequence and v.model = ?) as known
    from %2$s %3$s where %3$s.model %7$s and %6$s
      and (%3$s.tenant, %3$s.%5$s, %3$s.sequence) > (?, ?, ?)
    order by %3$s.tenant, %3$s.%5$s, %3$s.sequence limit ?
    """
        .formatted(
            columns, table, alias, vectors, owner, further, former == null ? "is null" : "= ?");
  }

  /**
   * The arguments of {@link #statement}.
   *
   * @param present the model whose vectors are wanted
   * @param former the one that made the newest vector; null for rows that have none
   * @param after null for the first
   */
  public static @Nullable Object[] arguments(
      String present, @Nullable String former, @Nullable Place after, int limit) {
    List<@Nullable Object> arguments = new ArrayList<>();
    arguments.add(present);
    if (former != null) {
      arguments.add(former);
    }
    Place place = after == null ? Place.START : after;
    arguments.addAll(List.of(place.tenant(), place.owner(), place.sequence(), limit));
    return arguments.toArray();
  }
}
