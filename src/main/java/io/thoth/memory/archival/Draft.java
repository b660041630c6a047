package io.thoth.memory.archival;

import io.thoth.memory.json.Times;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A passage ready to be written.
 *
 * @param id null for a fresh one
 * @param vector of its text; null when none could be had
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, written once
record Draft(@Nullable String id, NewPassage passage, float @Nullable [] vector) {

  /**
   * Passages with their vectors. Those that say no time get the one of now, each a microsecond
   * after the one before, so that their order in time is the order they were given in.
   */
  static List<Draft> of(List<NewPassage> passages, List<float @Nullable []> vectors) {
    Instant now = Times.now();
    List<Draft> drafts = new ArrayList<>(passages.size());
    for (int i = 0; i < passages.size(); i++) {
      NewPassage fresh = passages.get(i);
      Instant time = fresh.createdAt() == null ? now.plus(i, ChronoUnit.MICROS) : fresh.createdAt();
      drafts.add(
          new Draft(
              null,
              new NewPassage(fresh.text(), fresh.tags(), fresh.metadata(), time),
              vectors.get(i)));
    }
    return drafts;
  }
}
