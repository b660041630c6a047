package io.thoth.memory.archival;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Times;
import io.thoth.memory.search.Filter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which passages a search is about.
 *
 * @param tags any text; empty lets every passage through
 * @param from earliest {@code created_at} in microseconds, null without one
 * @param to latest {@code created_at} in microseconds, null without one
 */
record Wanted(List<String> tags, boolean allTags, @Nullable Long from, @Nullable Long to) {

  static Wanted of(Passages.Search question, ZoneId zone) {
    return of(
        question.tags(),
        question.tagMatchMode(),
        new Range(
            "start_datetime", question.startDatetime(), "end_datetime", question.endDatetime()),
        zone);
  }

  static Wanted of(Passages.Find question, ZoneId zone) {
    return of(
        question.tags(),
        question.tagMatchMode(),
        new Range("start_date", question.startDate(), "end_date", question.endDate()),
        zone);
  }

  private record Range(
      String startField, @Nullable String start, String endField, @Nullable String end) {}

  private static Wanted of(
      @Nullable List<String> tags, @Nullable String mode, Range range, ZoneId zone) {
    Instant from =
        range.start() == null ? null : Times.parse(range.startField(), range.start(), zone);
    Instant to = range.end() == null ? null : Times.parseEnd(range.endField(), range.end(), zone);
    if (from != null && to != null && from.isAfter(to)) {
      throw Fault.invalid(range.startField(), "must not be later than " + range.endField());
    }
    return new Wanted(
        Objects.requireNonNullElse(tags, List.of()),
        PassageRules.allTags(mode),
        from == null ? null : Times.micros(from),
        to == null ? null : Times.micros(to));
  }

  Filter filter() {
    return new Filter(
        Set.copyOf(tags),
        allTags ? Filter.TagMatch.ALL : Filter.TagMatch.ANY,
        from == null ? Long.MIN_VALUE : from,
        to == null ? Long.MAX_VALUE : to);
  }
}
