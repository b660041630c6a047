package io.thoth.memory.search;

import io.thoth.memory.search.Explanation.Leg;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.jspecify.annotations.Nullable;

/**
 * What a search promises, evaluated for every document in the plainest way. Shares no code with the
 * search; ids must be unique over all the indexes.
 */
final class BruteForce {
  private final Map<String, List<String>> analysed = new HashMap<>();
  private final EnglishAnalyzer analyzer = new EnglishAnalyzer();

  List<Hit> search(List<List<Document>> indexes, SearchQuery query, Ranking ranking) {
    List<Document> all = indexes.stream().flatMap(List::stream).toList();
    List<Document> matching = all.stream().filter(d -> matches(d, query.filter())).toList();
    int listSize = Math.max(query.limit(), ranking.mix().listSize());

    Map<String, Leg> dense =
        query.mode() == SearchQuery.Mode.LEXICAL
            ? Map.of()
            : list(matching, d -> cosine(d.vector(), query.vector()), listSize);
    Map<String, Leg> lexical =
        query.mode() == SearchQuery.Mode.DENSE
            ? Map.of()
            : list(matching, d -> bm25(d, query.text(), all, ranking.bm25()), listSize);

    double weight = 0;
    for (String word : terms(query.text()).stream().distinct().toList()) {
      weight += idf(word, all);
    }
    Map<String, Double> fused = fuse(dense, lexical, ranking.mix(), weight, listSize);
    List<Hit> hits = new ArrayList<>();
    for (int i = 0; i < indexes.size(); i++) {
      for (Document d : indexes.get(i)) {
        List<Document> adjacent = neighbours(d, indexes.get(i), ranking.neighbours(), 1);
        List<Document> second = neighbours(d, indexes.get(i), ranking.neighbours(), 2);
        boolean beside =
            ranking.neighbours().adjacent() + ranking.neighbours().second() > 0
                && (fused.keySet().stream().anyMatch(idsOf(adjacent)::contains)
                    || fused.keySet().stream().anyMatch(idsOf(second)::contains));
        if (matching.contains(d) && (fused.containsKey(d.id()) || beside)) {
          double own = fused.getOrDefault(d.id(), 0.0);
          double bonus =
              ranking.neighbours().adjacent() * Math.max(0, best(adjacent, fused) - own)
                  + ranking.neighbours().second() * Math.max(0, best(second, fused) - own);
          Explanation why =
              new Explanation(dense.get(d.id()), lexical.get(d.id()), own, bonus, own + bonus);
          hits.add(new Hit(d.id(), d.sequence(), i, own + bonus, why));
        }
      }
    }
    hits.sort(Comparator.comparing((Hit hit) -> -hit.score()).thenComparing(Hit::id));
    return hits.subList(0, Math.min(query.limit(), hits.size()));
  }

  private static boolean matches(Document d, Filter filter) {
    boolean tagged =
        filter.tags().isEmpty()
            || (filter.match() == Filter.TagMatch.ALL
                ? d.tags().containsAll(filter.tags())
                : d.tags().stream().anyMatch(filter.tags()::contains));
    return tagged && d.createdAt() >= filter.from() && d.createdAt() <= filter.to();
  }

  private record Scored(String id, double score) {}

  /** The best of them; NaN says that a document cannot be on the list. */
  private static Map<String, Leg> list(
      List<Document> documents, ToDoubleFunction<Document> score, int size) {
    List<Scored> scored =
        documents.stream()
            .map(d -> new Scored(d.id(), score.applyAsDouble(d)))
            .filter(d -> !Double.isNaN(d.score()))
            .sorted(Comparator.comparing((Scored d) -> -d.score()).thenComparing(Scored::id))
            .limit(size)
            .toList();
    Map<String, Leg> list = new HashMap<>();
    scored.forEach(d -> list.put(d.id(), new Leg(d.score(), list.size() + 1)));
    return list;
  }

  /** Sixteen running sums, folded in halves, as {@link VectorKernel#dot} is defined. */
  private static double cosine(float @Nullable [] a, float @Nullable [] b) {
    if (a == null || b == null) {
      return Double.NaN;
    }
    float[] sums = new float[16];
    for (int i = 0; i < a.length; i++) {
      sums[i % 16] += a[i] * b[i];
    }
    float[] eight = new float[8];
    for (int i = 0; i < 8; i++) {
      eight[i] = sums[i] + sums[i + 8];
    }
    float even = (eight[0] + eight[4]) + (eight[2] + eight[6]);
    float odd = (eight[1] + eight[5]) + (eight[3] + eight[7]);
    return even + odd;
  }

  private double bm25(Document d, String text, List<Document> all, Ranking.Bm25 bm25) {
    List<String> words = terms(text).stream().distinct().toList();
    if (words.stream().noneMatch(terms(d.text())::contains)) {
      return Double.NaN;
    }
    double total = 0;
    for (Document other : all) {
      total += terms(other.text()).size();
    }
    double score = 0;
    for (String word : words) {
      double tf = terms(d.text()).stream().filter(word::equals).count();
      double norm =
          bm25.k1() * (1 - bm25.b())
              + bm25.k1() * bm25.b() * all.size() / total * terms(d.text()).size();
      score += idf(word, all) * tf / (tf + norm);
    }
    return score;
  }

  private double idf(String word, List<Document> all) {
    long having = all.stream().filter(other -> terms(other.text()).contains(word)).count();
    return Math.log(1 + (all.size() - having + 0.5) / (having + 0.5));
  }

  private List<String> terms(String text) {
    return analysed.computeIfAbsent(text, this::analyse);
  }

  private List<String> analyse(String text) {
    List<String> terms = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream("text", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        terms.add(term.toString());
      }
      stream.end();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return terms;
  }

  private static Map<String, Double> fuse(
      Map<String, Leg> dense,
      Map<String, Leg> lexical,
      Ranking.Mix mix,
      double weight,
      int listSize) {
    Map<String, Double> fused = new HashMap<>();
    double best = lexical.values().stream().mapToDouble(Leg::score).max().orElse(0);
    double trust = Math.min(1, best / Math.min(mix.fullTrust(), weight / 2));
    double denseWeight = lexical.isEmpty() ? 1 : mix.dense() + mix.lexical() * (1 - trust);
    double lexicalWeight = dense.isEmpty() ? 1 : mix.lexical() * trust;
    normalised(dense, worst(dense))
        .forEach((id, score) -> fused.merge(id, denseWeight * score, Double::sum));
    normalised(lexical, lexical.size() < listSize ? 0 : worst(lexical))
        .forEach((id, score) -> fused.merge(id, lexicalWeight * score, Double::sum));
    return fused;
  }

  private static double worst(Map<String, Leg> list) {
    return list.values().stream().mapToDouble(Leg::score).min().orElse(0);
  }

  private static Map<String, Double> normalised(Map<String, Leg> list, double worst) {
    double best = list.values().stream().mapToDouble(Leg::score).max().orElse(0);
    Map<String, Double> normalised = new HashMap<>();
    list.forEach(
        (id, leg) ->
            normalised.put(id, best == worst ? 1 : (leg.score() - worst) / (best - worst)));
    return normalised;
  }

  /** The documents so many places before and after, as far as no gap lies between. */
  private static List<Document> neighbours(
      Document d, List<Document> index, Ranking.Neighbours rule, int distance) {
    List<Document> session =
        index.stream()
            .filter(other -> Objects.equals(other.session(), d.session()))
            .sorted(
                Comparator.comparing(Document::createdAt)
                    .thenComparing(Document::sequence)
                    .thenComparing(Document::id))
            .toList();
    int at = session.indexOf(d);
    List<Document> found = new ArrayList<>();
    for (int direction : new int[] {-1, 1}) {
      int to = at + direction * distance;
      boolean there = to >= 0 && to < session.size();
      for (int i = at; there && i != to; i += direction) {
        long gap = Math.abs(session.get(i).createdAt() - session.get(i + direction).createdAt());
        there = gap <= rule.maximumGap().toNanos() / 1000;
      }
      if (there) {
        found.add(session.get(to));
      }
    }
    return found;
  }

  private static double best(List<Document> neighbours, Map<String, Double> fused) {
    return neighbours.stream().mapToDouble(d -> fused.getOrDefault(d.id(), 0.0)).max().orElse(0);
  }

  private static List<String> idsOf(List<Document> documents) {
    return documents.stream().map(Document::id).toList();
  }
}
