package io.thoth.memory.search;

import java.util.Arrays;

/**
 * The best so many of the documents offered: a binary heap with the worst on top. Not thread-safe.
 */
final class TopList {
  /** Decides between documents of equal score: negative when the left one is better. */
  interface Ties {
    int compare(long left, long right);
  }

  private final int capacity;
  private final Ties ties;
  private double[] scores;
  private long[] documents;
  private int size;

  TopList(int capacity, Ties ties) {
    this.capacity = capacity;
    this.ties = ties;
    this.scores = new double[Math.min(capacity, 128)];
    this.documents = new long[scores.length];
  }

  int size() {
    return size;
  }

  int capacity() {
    return capacity;
  }

  /** What a document must reach to have a chance; equal scores are decided by the ties. */
  double floor() {
    return size < capacity ? Double.NEGATIVE_INFINITY : scores[0];
  }

  void offer(double score, long document) {
    if (size < capacity) {
      append(score, document);
    } else if (better(score, document, 0)) {
      scores[0] = score;
      documents[0] = document;
      siftDown(size);
    }
  }

  private void append(double score, long document) {
    if (size == scores.length) {
      int room = (int) Math.min(capacity, 2L * size);
      scores = Arrays.copyOf(scores, room);
      documents = Arrays.copyOf(documents, room);
    }
    int at = size++;
    while (at > 0 && better((at - 1) / 2, score, document)) {
      move((at - 1) / 2, at);
      at = (at - 1) / 2;
    }
    scores[at] = score;
    documents[at] = document;
  }

  /** Restores the heap of the first {@code count} after its top was replaced. */
  private void siftDown(int count) {
    double score = scores[0];
    long document = documents[0];
    int at = 0;
    for (int child = 1; child < count; child = 2 * at + 1) {
      if (child + 1 < count && better(scores[child], documents[child], child + 1)) {
        child++;
      }
      if (!better(score, document, child)) {
        break;
      }
      move(child, at);
      at = child;
    }
    scores[at] = score;
    documents[at] = document;
  }

  private void move(int from, int to) {
    scores[to] = scores[from];
    documents[to] = documents[from];
  }

  private boolean better(double score, long document, int than) {
    return score > scores[than]
        || (score == scores[than] && ties.compare(document, documents[than]) < 0);
  }

  private boolean better(int one, double score, long document) {
    return scores[one] > score
        || (scores[one] == score && ties.compare(documents[one], document) < 0);
  }

  /** Brings the list into order, the best first. Nothing may be offered afterwards. */
  void sort() {
    for (int end = size - 1; end > 0; end--) {
      double score = scores[0];
      long document = documents[0];
      move(end, 0);
      siftDown(end);
      scores[end] = score;
      documents[end] = document;
    }
  }

  double score(int index) {
    return scores[index];
  }

  long document(int index) {
    return documents[index];
  }
}
