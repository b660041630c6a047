package io.thoth.memory.search;

import static io.thoth.memory.search.Documents.MINUTE;
import static io.thoth.memory.search.Documents.at;
import static io.thoth.memory.search.Documents.ids;
import static io.thoth.memory.search.Documents.index;
import static io.thoth.memory.search.Documents.pointing;
import static io.thoth.memory.search.Documents.saying;
import static io.thoth.memory.search.Documents.tagged;
import static io.thoth.memory.search.Documents.towards;
import static io.thoth.memory.search.Documents.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a search answers at its edges; {@link SearchPropertyTest} has the wide middle. */
class SearchTest {
  @Test
  void anEmptyIndexAnswersNothing() {
    assertEquals(List.of(), run(index(2), towards(10, 1, 0)));
    assertEquals(List.of(), run(index(2), words("cat", 10)));
  }

  @Test
  void noIndexAnswersNothing() {
    assertEquals(List.of(), Search.over(List.of()).run(words("cat", 10)));
  }

  @Test
  void stopWordsWithoutAVectorAnswerNothing() {
    assertEquals(List.of(), run(index(0, saying("a", "the of and")), words("the of and", 10)));
  }

  @Test
  void withStopWordsOnlyTheDenseLegHasTheWholeWeight() {
    HotIndex index = index(2, pointing("a", 1, 0), pointing("b", 0, 1));
    var query = new SearchQuery("of the", f(1, 0), Filter.NONE, 10, SearchQuery.Mode.HYBRID);

    Hit best = run(index, query).getFirst();

    assertEquals("a", best.id());
    assertEquals(new Explanation(new Explanation.Leg(1, 1), null, 1, 0, 1), best.explanation());
  }

  @Test
  void aLimitAboveTheSizeReturnsAllThatWereFound() {
    HotIndex index = index(2, pointing("a", 1, 0), pointing("b", 0, 1), saying("c", "nothing"));

    assertEquals(List.of("a", "b"), ids(run(index, towards(Integer.MAX_VALUE, 1, 0))));
  }

  @Test
  void aDocumentWhoseVectorIsPendingIsFoundByItsWords() {
    HotIndex index = index(2, saying("pending", "a blue harbour"), pointing("other", 1, 0));
    var query = new SearchQuery("harbours", f(1, 0), Filter.NONE, 10, SearchQuery.Mode.HYBRID);

    Hit pending = run(index, query).get(1);

    assertEquals("pending", pending.id());
    assertNull(pending.explanation().dense());
    assertNotNull(pending.explanation().lexical());
  }

  @Test
  void equalScoresAreOrderedById() {
    HotIndex index = index(2, pointing("b", 1, 0), pointing("c", 1, 0), pointing("a", 1, 0));

    assertEquals(List.of("a", "b"), ids(run(index, towards(2, 1, 0))));
  }

  @Test
  void aVectorOppositeToTheQueryIsStillFound() {
    Hit hit = run(index(2, pointing("a", -1, 0)), towards(1, 1, 0)).getFirst();

    assertEquals(new Explanation.Leg(-1, 1), hit.explanation().dense());
    assertEquals(1, hit.score(), "the only one on the list is its best");
  }

  @Test
  void ofFewThatShareARareWordTheLeastStillCounts() {
    HotIndex index =
        index(
            0,
            saying("short", "harbour"),
            saying("long", "the harbour among many other words that say little"),
            saying("none", "nothing of the kind"));

    List<Explanation> why = run(index, words("harbour", 2)).stream().map(Hit::explanation).toList();

    double share = lexical(why.get(1)) / lexical(why.get(0));
    assertEquals(List.of(1.0, share), why.stream().map(Explanation::fused).toList());
  }

  private static double lexical(Explanation explanation) {
    return Objects.requireNonNull(explanation.lexical()).score();
  }

  @Test
  void theFilterIsAppliedBeforeTheLimit() {
    HotIndex index = new HotIndex(0);
    IntStream.range(0, 500).forEach(i -> index.put(saying("a" + i, "cat cat cat")));
    index.put(tagged("z", "a cat among many other words that make it worse", "wanted"));
    Filter wanted = new Filter(Set.of("wanted"), Filter.TagMatch.ALL, 0, 0);

    var query = new SearchQuery("cat", null, wanted, 1, SearchQuery.Mode.LEXICAL);

    assertEquals(List.of("z"), ids(run(index, query)));
  }

  @Test
  void theFilterDoesNotChangeHowTellingAWordIs() {
    HotIndex index = index(0, tagged("a", "cat", "x"), saying("b", "cat"), saying("c", "dog"));
    Filter filter = new Filter(Set.of("x"), Filter.TagMatch.ANY, 0, 0);

    var all = run(index, words("cat", 3)).getFirst();
    var some =
        run(index, new SearchQuery("cat", null, filter, 3, SearchQuery.Mode.LEXICAL)).getFirst();

    assertEquals(all.explanation().lexical(), some.explanation().lexical());
  }

  @Test
  void severalIndexesAnswerAsIfTheyWereOne() {
    Document[] documents = {
      saying("a", "cat and dog"), saying("b", "cat"), saying("c", "dog dog"), saying("d", "bird")
    };
    HotIndex one = index(0, documents);
    HotIndex left = index(0, documents[0], documents[2]);
    HotIndex right = index(0, documents[1], documents[3]);

    List<Hit> together = Search.over(List.of(left, right)).run(words("cats dogs", 9));

    assertEquals(
        run(one, words("cats dogs", 9)).stream().map(Hit::explanation).toList(),
        together.stream().map(Hit::explanation).toList());
    assertEquals(List.of(0, 0, 1), together.stream().map(Hit::index).toList());
  }

  @Test
  void whatStandsBesideAStrongMatchIsAHit() {
    HotIndex index =
        index(
            0,
            at(0, "question", "Where is the harbour?", "s"),
            at(MINUTE, "answer", "Behind the hill.", "s"),
            at(2 * MINUTE, "thanks", "Great", "s"),
            at(3 * MINUTE, "far", "Bye", "s"));

    List<Hit> hits = run(index, words("harbour", 10));

    assertEquals(List.of("question", "answer", "thanks"), ids(hits));
    assertEquals(new Explanation(null, null, 0, 0.4, 0.4), hits.get(1).explanation());
    assertEquals(new Explanation(null, null, 0, 0.2, 0.2), hits.get(2).explanation());
  }

  @Test
  void whatStandsBesideABetterDocumentNeverPassesIt() {
    HotIndex index =
        index(
            0,
            at(0, "two", "harbour harbour", "s"),
            at(1, "three", "harbour harbour harbour", "s"),
            at(2, "also two", "harbour harbour", "s"),
            at(3, "one", "harbour", "s"));

    List<Hit> hits = run(index, words("harbour", 10));

    assertEquals("three", hits.getFirst().id());
    assertEquals(0, hits.getFirst().explanation().neighbours());
  }

  @Test
  void aFaintTraceOfTheWordsLeavesTheOrderToMeaning() {
    HotIndex index = new HotIndex(2);
    index.put(both("meant", "she defended the thesis", 0.8f, 0.6f));
    index.put(both("worded", "her favourite composer, her own", 0.6f, 0.8f));
    index.put(both("other", "her train", 0, 1));
    String question = "her biology dissertation";
    var query = new SearchQuery(question, f(1, 0), Filter.NONE, 10, SearchQuery.Mode.HYBRID);

    assertEquals(List.of("meant", "worded", "other"), ids(run(index, query)));
  }

  @Test
  void allOfTheWordsCountInFullWhereNoneIsRare() {
    HotIndex index = new HotIndex(2);
    index.put(both("a", "a harbour", 0, 1));
    index.put(both("b", "the train", 1, 0));
    var query = new SearchQuery("harbour", f(1, 0), Filter.NONE, 10, SearchQuery.Mode.HYBRID);

    assertEquals(0.5, run(index, query).getFirst().explanation().fused());
  }

  private static Document both(String id, String text, float... vector) {
    return new Document(id, 0, text, vector, List.of(), 0, id);
  }

  @Test
  void withoutNeighboursOnlyWhatALegFoundIsAHit() {
    HotIndex index =
        index(0, at(0, "question", "Where is the harbour?", "s"), at(1, "answer", "Here", "s"));
    Ranking alone =
        new Ranking(Ranking.DEFAULT.bm25(), Ranking.DEFAULT.mix(), Ranking.Neighbours.NONE);

    List<Hit> hits = Search.over(List.of(index), alone).run(words("harbour", 10));

    assertEquals(List.of("question"), ids(hits));
  }

  @Test
  void aNeighbourTheFilterExcludesIsNoHitAndGivesNothing() {
    HotIndex index =
        index(0, at(0, "early", "harbour harbour", "s"), at(1, "late", "the harbour", "s"));
    Filter late = new Filter(Set.of(), Filter.TagMatch.ANY, 1, 1);

    List<Hit> hits =
        run(index, new SearchQuery("harbour", null, late, 9, SearchQuery.Mode.LEXICAL));

    assertEquals(List.of("late"), ids(hits));
    assertEquals(0, hits.getFirst().explanation().neighbours());
  }

  @Test
  void anotherSessionOrALongGapMakesNoNeighbour() {
    HotIndex index =
        index(
            0,
            at(0, "match", "harbour", "s"),
            at(MINUTE, "other session", "x", "t"),
            at(2 * MINUTE, "no session", "x", null),
            at(30 * MINUTE, "in time", "x", "s"),
            at(60 * MINUTE + 1, "too late", "x", "s"));

    assertEquals(List.of("match", "in time"), ids(run(index, words("harbour", 10))));
  }

  @Test
  void aQueryOfAnotherDimensionIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> run(index(2), towards(1, 0.5f, 0.5f, 0.5f, 0.5f)));
  }

  @Test
  void anIndexGivenTwiceIsRefused() {
    HotIndex index = index(0);

    assertThrows(IllegalArgumentException.class, () -> Search.over(List.of(index, index)));
  }

  private static List<Hit> run(HotIndex index, SearchQuery query) {
    return Search.over(List.of(index)).run(query);
  }

  private static float[] f(float... values) {
    return values;
  }
}
