package io.thoth.memory.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that an index is of, which somebody keeps: what it is loaded from, and what it follows.
 * Thread-safe.
 */
public interface IndexRows {

  /**
   * What changed after a position.
   *
   * @param reached the position that the changes lead to
   * @param put documents as they are now
   * @param gone ids of documents that are no more
   */
  record Step(long reached, List<Document> put, List<String> gone) {}

  /** What the rows are of, for logs. */
  String name();

  /** The position of the last change; 0 when what the rows are of is gone. */
  long sequence();

  /** The next documents after a document's sequence, in their order; empty at the end. */
  List<Document> page(long after);

  /** The next changes after a position; null when only loading everything anew helps. */
  @Nullable Step step(long position);
}
