package io.thoth.memory.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The documents that contain words of the query, by BM25. The statistics are those of all documents
 * in the scope, whatever the filter lets through: a filter chooses among documents and does not
 * change how telling a word is.
 *
 * <p>Terms are added up window by window, which keeps the sums in the processor's first cache. Each
 * document's sum is in the order of the terms in the query, so it does not depend on the windows.
 */
final class LexicalLeg {
  private static final int WINDOW = 2048;

  private final Scope scope;
  private final TopList top;
  private final long documents;
  private final double baseNorm;
  private final double normPerTerm;
  private final double[] sums = new double[WINDOW];

  LexicalLeg(Ranking.Bm25 bm25, Scope scope, TopList top) {
    this.scope = scope;
    this.top = top;
    long count = 0;
    long length = 0;
    for (Scope.Part part : scope.parts()) {
      count += part.corpus().live().size();
      length += part.corpus().lexical().totalLength();
    }
    documents = count;
    baseNorm = bm25.k1() * (1 - bm25.b());
    // When every text is empty there is no posting to divide for.
    normPerTerm = bm25.k1() * bm25.b() * count / Math.max(1, length);
  }

  /** The distinct terms of a query, in the order of their first occurrence. */
  static List<String> terms(String text) {
    return List.copyOf(new LinkedHashSet<>(TextAnalysis.terms(text)));
  }

  /**
   * Offers every document that passes the filter and has one of the terms. Returns what the terms
   * weigh together, which is more than any document can score.
   */
  double search(List<String> terms) {
    double[] weights = new double[terms.size()];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = weight(terms.get(i));
      sum += weights[i];
    }
    for (Scope.Part part : scope.parts()) {
      search(part, cursors(part, terms, weights));
    }
    return sum;
  }

  /** The rarer, the heavier; always above zero. */
  private double weight(String term) {
    long having = 0;
    for (Scope.Part part : scope.parts()) {
      having += part.corpus().documentsWith(term);
    }
    return Math.log(1 + (documents - having + 0.5) / (having + 0.5));
  }

  private static List<Cursor> cursors(Scope.Part part, List<String> terms, double[] weights) {
    List<Cursor> cursors = new ArrayList<>(weights.length);
    for (int i = 0; i < weights.length; i++) {
      Postings postings = part.corpus().lexical().postings(terms.get(i));
      if (postings != null) {
        cursors.add(new Cursor(postings, weights[i]));
      }
    }
    return cursors;
  }

  private void search(Scope.Part part, List<Cursor> cursors) {
    int slots = cursors.isEmpty() ? 0 : part.corpus().slots().count();
    for (int start = 0; start < slots; start += WINDOW) {
      for (Cursor cursor : cursors) {
        add(cursor, part.corpus().lexical(), start);
      }
      collect(part, start);
    }
  }

  private void add(Cursor cursor, LexicalIndex lexical, int start) {
    int[] entries = cursor.entries;
    int at = cursor.at;
    while (at < cursor.end) {
      int slot = Postings.slot(entries[at]);
      if (slot >= start + WINDOW) {
        break;
      }
      double frequency = Postings.frequency(entries[at++]);
      double norm = baseNorm + normPerTerm * lexical.length(slot);
      sums[slot - start] += cursor.weight * frequency / (frequency + norm);
    }
    cursor.at = at;
  }

  /** Offers what the window holds and clears it. */
  private void collect(Scope.Part part, int start) {
    for (int i = 0; i < WINDOW; i++) {
      double sum = sums[i];
      if (sum > 0) {
        sums[i] = 0;
        if (sum >= top.floor() && part.matching().contains(start + i)) {
          top.offer(sum, part.address(start + i));
        }
      }
    }
  }

  /** How far the postings of one term have been read. */
  private static final class Cursor {
    final int[] entries;
    final int end;
    final double weight;
    int at;

    Cursor(Postings postings, double weight) {
      this.entries = postings.array();
      this.end = postings.size();
      this.weight = weight;
    }
  }
}
