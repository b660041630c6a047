package io.thoth.memory.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopListTest {
  private record Offer(double score, long document) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 128, 129, 999, 1_000, 5_000})
  void theBestAreKeptInOrderAndTiesDecide(int capacity) {
    Random random = new Random(capacity);
    TopList top = new TopList(capacity, Long::compare);
    List<Offer> offers = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Offer offer = new Offer(random.nextInt(50), random.nextLong());
      offers.add(offer);
      top.offer(offer.score(), offer.document());
    }

    top.sort();

    offers.sort(Comparator.comparing((Offer o) -> -o.score()).thenComparing(Offer::document));
    List<Offer> kept = new ArrayList<>();
    for (int i = 0; i < top.size(); i++) {
      kept.add(new Offer(top.score(i), top.document(i)));
    }
    assertEquals(offers.subList(0, Math.min(capacity, 1_000)), kept);
  }

  @Test
  void everythingHasAChanceUntilTheListIsFull() {
    TopList top = new TopList(2, Long::compare);
    top.offer(5, 1);
    assertEquals(Double.NEGATIVE_INFINITY, top.floor());

    top.offer(3, 2);

    assertEquals(3, top.floor());
  }
}
