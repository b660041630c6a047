package io.thoth.memory.search;

import io.thoth.memory.search.Explanation.Leg;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One ranking out of the two legs' lists.
 *
 * <ol>
 *   <li>Each list is brought to 0..1: its best is 1, its worst 0; if all are equal, all are 1. A
 *       document that is not on a list has 0 there. A list by words that was not cut ends at the
 *       score 0, which the next document would have: of four that share a rare word with the
 *       question, the longest must not count as one that shares none.
 *   <li>Fused is the weighted sum. If only one leg found something, it is that leg's value. When
 *       even the best document has only a faint trace of the query's words, the lexical leg's
 *       weight goes over to the dense one in proportion: a list's best is 1 even if all it shares
 *       with the query is "her".
 *   <li>On top comes the bonus for the neighbours: weight times what the better of the two
 *       documents next to it, and of the two after those, within a {@link Timeline} run, is ahead
 *       of it. So a document is drawn towards better neighbours and never past all of them, and the
 *       best of all stays the best.
 * </ol>
 *
 * <p>Hits are the documents of both lists and, while neighbours count at all, those documents next
 * to one of them that pass the filter: what stands beside a strong match is often the answer though
 * it shares no word with the question. A neighbour that the filter excludes or that is on no list
 * gives nothing.
 *
 * <p>LoCoMo's three development conversations, recall@10: 0.802; with the whole of the neighbours'
 * scores instead of what they are ahead, and constant weights, 0.780. Of 81 questions to 20 notes
 * that have nothing to do with each other, answered first: 63 instead of 51.
 */
final class Fusion {
  private final Scope scope;
  private final Ranking ranking;
  private final double queryWeight;
  private final Map<Long, Candidate> candidates = new HashMap<>(512);

  /**
   * @param queryWeight what the terms of the query weigh together in the lexical leg
   */
  Fusion(Scope scope, Ranking ranking, double queryWeight) {
    this.scope = scope;
    this.ranking = ranking;
    this.queryWeight = queryWeight;
  }

  /** The best {@code limit} hits of two lists, which must be sorted. */
  List<Hit> hits(TopList dense, TopList lexical, int limit) {
    Ranking.Mix mix = ranking.mix();
    double trust = lexical.size() == 0 ? 0 : mix.trust(lexical.score(0), queryWeight);
    boolean cut = lexical.size() >= Math.max(limit, mix.listSize());
    addDense(dense, lexical.size() == 0 ? 1 : mix.dense() + mix.lexical() * (1 - trust));
    addLexical(lexical, dense.size() == 0 ? 1 : mix.lexical() * trust, cut);
    if (!ranking.neighbours().none()) {
      for (Candidate found : List.copyOf(candidates.values())) {
        spread(found);
      }
    }
    return best(limit);
  }

  private void addDense(TopList list, double weight) {
    for (int i = 0; i < list.size(); i++) {
      Candidate candidate = candidate(list.document(i));
      candidate.dense = new Leg(list.score(i), i + 1);
      candidate.fused += weight * normalised(list, i, list.score(list.size() - 1));
    }
  }

  private void addLexical(TopList list, double weight, boolean cut) {
    double worst = cut ? list.score(list.size() - 1) : 0;
    for (int i = 0; i < list.size(); i++) {
      Candidate candidate = candidate(list.document(i));
      candidate.lexical = new Leg(list.score(i), i + 1);
      candidate.fused += weight * normalised(list, i, worst);
    }
  }

  private static double normalised(TopList list, int index, double worst) {
    double best = list.score(0);
    return best == worst ? 1 : (list.score(index) - worst) / (best - worst);
  }

  private Candidate candidate(long document) {
    return candidates.computeIfAbsent(document, Candidate::new);
  }

  /** Tells the neighbours of a found document how good it is: to stand beside is mutual. */
  private void spread(Candidate found) {
    Scope.Part part = scope.part(found.document);
    int[] around = new int[Timeline.REACH];
    long maximumGap = ranking.neighbours().maximumGapMicros();
    part.corpus().timeline().around(Scope.slot(found.document), maximumGap, around);
    for (int i = 0; i < around.length; i++) {
      if (around[i] >= 0 && part.matching().contains(around[i])) {
        boolean adjacent = i == 1 || i == 2;
        candidate(part.address(around[i])).hear(found.fused, adjacent);
      }
    }
  }

  private List<Hit> best(int limit) {
    TopList top = new TopList(Math.min(limit, candidates.size()), scope);
    for (Candidate candidate : candidates.values()) {
      top.offer(candidate.total(ranking.neighbours()), candidate.document);
    }
    top.sort();
    List<Hit> hits = new ArrayList<>(top.size());
    for (int i = 0; i < top.size(); i++) {
      hits.add(hit(candidate(top.document(i))));
    }
    return hits;
  }

  private Hit hit(Candidate candidate) {
    Explanation explanation = candidate.explain(ranking.neighbours());
    long document = candidate.document;
    return new Hit(
        scope.id(document),
        scope.sequence(document),
        scope.part(document).number(),
        explanation.total(),
        explanation);
  }

  private static final class Candidate {
    final long document;
    @Nullable Leg dense;
    @Nullable Leg lexical;
    double fused;
    double bestAdjacent;
    double bestSecond;

    Candidate(long document) {
      this.document = document;
    }

    void hear(double score, boolean adjacent) {
      if (adjacent) {
        bestAdjacent = Math.max(bestAdjacent, score);
      } else {
        bestSecond = Math.max(bestSecond, score);
      }
    }

    double bonus(Ranking.Neighbours weights) {
      return weights.adjacent() * Math.max(0, bestAdjacent - fused)
          + weights.second() * Math.max(0, bestSecond - fused);
    }

    double total(Ranking.Neighbours weights) {
      return fused + bonus(weights);
    }

    Explanation explain(Ranking.Neighbours weights) {
      return new Explanation(dense, lexical, fused, bonus(weights), total(weights));
    }
  }
}
