package io.thoth.memory.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words of a document, ready for the lexical index.
 *
 * @param counts how often each term occurs
 * @param length how many terms there are, repetitions included
 */
record Words(Map<String, Integer> counts, int length) {
  static Words of(String text) {
    List<String> terms = TextAnalysis.terms(text);
    Map<String, Integer> counts = new HashMap<>();
    for (String term : terms) {
      counts.merge(term, 1, Integer::sum);
    }
    return new Words(counts, terms.size());
  }
}
