package io.thoth.memory.search;

import io.thoth.memory.fault.Fault;
import java.util.Set;

/**
 * Which documents a search is about. It is applied before anything is ranked, so a filtered search
 * returns the best {@code limit} of the documents that pass.
 *
 * @param tags compared exactly; empty = every document passes, tagged or not
 * @param match whether one of the tags is enough or all are needed
 * @param from earliest {@code createdAt} in microseconds UTC, inclusive
 * @param to latest {@code createdAt} in microseconds UTC, inclusive
 */
public record Filter(Set<String> tags, TagMatch match, long from, long to) {
  /** Lets every document through. */
  public static final Filter NONE =
      new Filter(Set.of(), TagMatch.ANY, Long.MIN_VALUE, Long.MAX_VALUE);

  /** How several tags combine. */
  public enum TagMatch {
    ANY,
    ALL
  }

  /**
   * A filter as given, its tags copied.
   *
   * @throws Fault invalid, when the range is upside down
   */
  public Filter {
    if (from > to) {
      throw Fault.invalid("from", "must not be later than the end of the range");
    }
    tags = Set.copyOf(tags);
  }

  boolean limitsTime() {
    return from != Long.MIN_VALUE || to != Long.MAX_VALUE;
  }
}
