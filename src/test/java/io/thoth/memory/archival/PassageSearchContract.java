package io.thoth.memory.archival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.fault.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Passages as they are found. */
abstract class PassageSearchContract extends PassageSearchFixture {
  @Test
  void everySearchSeesTheInsertTheEditAndTheDeleteBeforeIt() {
    String agent = library.agent("Ada");
    for (int round = 0; round < 20; round++) {
      Passage passage = library.tell(agent, "marker" + round + " of a round");
      String archive = passage.archiveId();
      assertEquals(List.of(passage.text()), texts(library.search(agent, "marker" + round)));

      library.ask(Passages.UPDATE, Library.edit(archive, passage.id(), "edited" + round));
      assertEquals(List.of("edited" + round), texts(library.search(agent, "edited" + round)));

      library.remove(archive, passage.id());
      assertEquals(List.of(), texts(library.search(agent, "edited" + round)));
    }
  }

  @Test
  void filtersComeBeforeTheLimit() {
    String archive = library.archive("a");
    List<NewPassage> passages = new ArrayList<>();
    for (int n = 0; n < 300; n++) {
      passages.add(new NewPassage("deep learning on graphs", List.of("noise"), null, null));
    }
    passages.add(new NewPassage("gardening", List.of("red"), null, null));
    passages.add(new NewPassage("sailing", List.of("red", "blue"), null, null));
    List<Passage> stored = library.putAll(archive, passages);
    String gardening = stored.get(300).id();
    String sailing = stored.get(301).id();

    for (String query : new String[] {"deep learning on graphs", null}) {
      assertEquals(
          Set.of(gardening, sailing), ids(find(Asking.tagged(archive, query, "any", 2, "red"))));
      assertEquals(
          Set.of(sailing), ids(find(Asking.tagged(archive, query, "all", 2, "red", "blue"))));
      assertEquals(
          Set.of(gardening, sailing),
          ids(find(Asking.tagged(archive, query, "any", 2, "red", "green"))));
      assertEquals(Set.of(), ids(find(Asking.tagged(archive, query, "any", 2, "r_d"))));
    }
  }

  /** With a limit above all passages, what is found is exactly what passes the filter. */
  @Test
  void filtersAgreeWithAScanOfAllPassages() {
    String archive = library.archive("a");
    Random random = new Random(7);
    List<String> tags = List.of("a", "b", "c", "d");
    List<NewPassage> passages =
        IntStream.range(0, 95)
            .mapToObj(
                n ->
                    new NewPassage(
                        "word" + n % 7 + " and more",
                        tags.stream().filter(_ -> random.nextInt(3) == 0).toList(),
                        null,
                        Instant.ofEpochSecond(random.nextInt(100))))
            .toList();
    List<Passage> stored = library.putAll(archive, passages);
    for (int round = 0; round < 60; round++) {
      List<String> wanted = tags.stream().filter(_ -> random.nextBoolean()).toList();
      boolean all = random.nextBoolean();
      int one = random.nextInt(100);
      int two = random.nextInt(100);
      Instant from = Instant.ofEpochSecond(Math.min(one, two));
      Instant to = Instant.ofEpochSecond(Math.max(one, two));
      String query = round % 3 == 0 ? null : "word" + round % 7 + " and more";

      Set<String> found =
          ids(
              find(
                  new Passages.Find(
                      query,
                      null,
                      archive,
                      wanted,
                      all ? "all" : "any",
                      100,
                      from.toString(),
                      to.toString(),
                      null)));

      Stream<Passage> expected =
          stored.stream()
              .filter(passage -> passes(passage.tags(), wanted, all))
              .filter(p -> !p.createdAt().isBefore(from) && !p.createdAt().isAfter(to));
      assertEquals(expected.map(Passage::id).collect(Collectors.toSet()), found);
    }
  }

  private static boolean passes(List<String> tags, List<String> wanted, boolean all) {
    Set<String> common = new HashSet<>(tags);
    common.retainAll(wanted);
    return wanted.isEmpty() || common.size() >= (all ? wanted.size() : 1);
  }

  @Test
  void withoutAVectorForTheQuestionTheWordsStillFind() {
    String agent = library.agent("Ada");
    library.tell(agent, "the invoice is ZX-4471");
    assertFalse(library.search(agent, "invoice").degraded());
    embedder.down(true);

    Passages.Found found = library.search(agent, "invoice");

    assertTrue(found.degraded());
    assertEquals(List.of("the invoice is ZX-4471"), texts(found));
  }

  @Test
  void aResultExplainsItsScoreWhenAsked() {
    String agent = library.agent("Ada");
    library.tell(agent, "a harbour at night");

    Passages.Result told = library.search(agent, "harbour").results().getFirst();
    Passages.Result untold =
        library
            .ask(Passages.SEARCH, Asking.between(agent, "harbour", null, null))
            .results()
            .getFirst();

    Passages.Explain explain = Objects.requireNonNull(told.explain());
    assertNotNull(explain.dense());
    assertNotNull(explain.lexical());
    assertEquals(told.score(), explain.total());
    assertEquals(explain.fused() + explain.neighbours(), explain.total(), 1e-12);
    assertNull(untold.explain());
  }

  @Test
  void aPassageGainsFromItsNeighbourInTheSameSession() {
    String archive = library.archive("a");
    Instant time = Instant.parse("2024-01-01T00:00:00Z");
    library.putAll(
        archive,
        List.of(
            new NewPassage("zebra crossing", null, Map.of("session_id", "s1"), time),
            new NewPassage("yes", null, Map.of("session_id", "s1"), time.plusSeconds(1)),
            new NewPassage("no", null, Map.of("session_id", "s2"), time.plusSeconds(2))));

    Map<String, Double> neighbours =
        library.find(archive, "zebra").stream()
            .collect(
                Collectors.toMap(
                    hit -> hit.passage().text(),
                    hit -> Objects.requireNonNull(hit.metadata().explain()).neighbours()));

    assertTrue(neighbours.getOrDefault("yes", 0.0) > 0);
    assertEquals(0, neighbours.get("no"));
  }

  @Test
  void timesAreThoseOfTheAgent() {
    String agent = library.agent("Ada", "America/New_York", Library.CALLER);
    for (String time :
        List.of("2024-03-01T12:00:00Z", "2024-03-02T23:59:59.999999Z", "2024-03-03T04:30:00Z")) {
      library.ask(
          Passages.CREATE,
          new Passages.Create(agent, null, "a walk " + time, null, null, Instant.parse(time)));
    }

    Passages.Found day =
        library.ask(Passages.SEARCH, Asking.between(agent, "walk", "2024-03-02", "2024-03-02"));

    assertEquals(
        Set.of("2024-03-02T18:59:59.999999-05:00", "2024-03-02T23:30:00-05:00"),
        day.results().stream().map(Passages.Result::timestamp).collect(Collectors.toSet()));
    Passages.Search late = Asking.between(agent, "walk", "2024-03-02T19:00:00", null);
    assertEquals(1, library.ask(Passages.SEARCH, late).count());
  }

  @Test
  void aRangeThatIsUpsideDownNamesItsField() {
    String agent = library.agent("Ada");
    Passages.Search question = Asking.between(agent, "walk", "2024-03-02", "2024-03-01");

    Fault fault = assertThrows(Fault.class, () -> library.ask(Passages.SEARCH, question));

    assertEquals("start_datetime: must not be later than end_datetime", fault.getMessage());
  }

  @Test
  void aBlankQuestionFindsNothing() {
    String agent = library.agent("Ada");
    library.tell(agent, "something");

    assertEquals(new Passages.Found(List.of(), 0, false), library.search(agent, " \n"));
  }

  @Test
  void withoutAQuestionTheNewestComeFirst() {
    String archive = library.archive("a");
    List<Passage> stored =
        library.putAll(
            archive,
            Stream.of("one", "two", "three")
                .map(text -> new NewPassage(text, null, null, null))
                .toList());

    List<Passage> found =
        library.ask(Passages.FIND, Asking.in(archive, null)).hits().stream()
            .map(Passages.PassageHit::passage)
            .toList();

    assertEquals(stored.reversed(), found);
  }
}
