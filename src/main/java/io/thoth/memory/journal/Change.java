package io.thoth.memory.journal;

import java.time.Instant;

/** What an {@link Entry} is made of, besides who asked for it. */
public record Change(String stream, long sequence, String operation, Instant at, String state) {}
