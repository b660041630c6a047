package io.thoth.memory.search;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One searchable text, as it is put into a {@link HotIndex}.
 *
 * @param id unique in its index; the last tie-break of every ranking
 * @param sequence orders documents of the same {@code createdAt}
 * @param text what the lexical leg finds; analysed on insert and not kept
 * @param vector the text's embedding, of unit length and of the index's dimension; null while it is
 *     pending, then the document is found by its words only. Not copied here: the caller leaves it
 *     unchanged until {@link HotIndex#put} returns
 * @param tags what a {@link Filter} matches, exactly and case-sensitively; repetitions do not count
 * @param createdAt microseconds since the epoch, UTC
 * @param session the conversation the text belongs to; null is a session of its own
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copying it would double the insert
public record Document(
    String id,
    long sequence,
    String text,
    float @Nullable [] vector,
    List<String> tags,
    long createdAt,
    @Nullable String session) {
  private static final Logger LOG = LoggerFactory.getLogger(Document.class);

  /**
   * A document as given, its tags copied.
   *
   * @throws IllegalArgumentException for an empty id, or a vector that is not of unit length (so
   *     also for zero, NaN and infinity)
   */
  // Spelled out, for javac leaves @Nullable out of a compact constructor's class file.
  public Document(
      String id,
      long sequence,
      String text,
      float @Nullable [] vector,
      List<String> tags,
      long createdAt,
      @Nullable String session) {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("id: must not be empty");
    }
    if (vector != null) {
      UnitVector.require("vector", vector);
    }
    this.id = id;
    this.sequence = sequence;
    this.text = text;
    this.vector = vector;
    this.tags = List.copyOf(tags);
    this.createdAt = createdAt;
    this.session = session;
  }

  /** The same with a vector that is kept; a damaged one is none: it must not end all searches. */
  public Document withKept(float[] kept) {
    try {
      return with(kept);
    } catch (IllegalArgumentException e) {
      LOG.error("document={} has a vector that is none: {}", id, e.getMessage());
      return this;
    }
  }

  /** The same with a vector, or without one. */
  public Document with(float @Nullable [] other) {
    return new Document(id, sequence, text, other, tags, createdAt, session);
  }
}
