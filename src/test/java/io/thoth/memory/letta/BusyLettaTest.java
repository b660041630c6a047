package io.thoth.memory.letta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.letta.OldLetta.Canned;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An old server that asks for patience, or goes away for a while, is waited for. */
class BusyLettaTest extends MovingMemory {
  private static final long SECOND = 1_000_000_000;
  private static final int LASTS = 90_000;

  @TempDir Path folder;
  private final List<String> told = new ArrayList<>();

  @Override
  Map<String, String> empty() {
    return Map.of("THOTH_DATA_DIR", folder.toString());
  }

  private Report bring(int attempts) {
    OldServer server = Destination.asked(old, null, null, attempts);
    return destination.bring(server, Caller.DEFAULT_TENANT, told::add);
  }

  /** The first question of a kind gets another answer, the second the node's. */
  private void onceEach(Set<String> paths, Supplier<Canned> answer) {
    Set<String> left = new HashSet<>(paths);
    old.can(target -> left.removeIf(path -> target.startsWith(path)) ? answer.get() : null);
  }

  private static Canned busy(int status, String retryAfter) {
    return new Canned(status, "{\"detail\": \"busy\"}", Map.of("Retry-After", retryAfter));
  }

  private static String inSeconds(int seconds) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void secondsThatItAsksForAreWaitedAndTold(int status) {
    onceEach(Set.of("/v1/tools/?", "/v1/agents/?"), () -> busy(status, "1"));
    long begun = System.nanoTime();

    bring(2);

    assertTrue(System.nanoTime() - begun >= 2 * SECOND, "it did not wait");
    assertEquals(
        List.of(
            "GET /v1/tools/: %d {\"detail\": \"busy\"}; asked again in 1.0 s, 2 of 2"
                .formatted(status),
            "GET /v1/agents/: %d {\"detail\": \"busy\"}; asked again in 1.0 s, 2 of 2"
                .formatted(status)),
        told.stream().filter(line -> line.contains("asked again")).toList());
    requireEverything();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void aTimeThatItNamesIsWaitedFor(int status) {
    onceEach(Set.of("/v1/agents/?"), () -> busy(status, inSeconds(3)));
    long begun = System.nanoTime();

    bring(2);

    assertTrue(System.nanoTime() - begun >= 2 * SECOND, "it did not wait");
    assertTrue(
        told.stream().anyMatch(line -> line.matches(".*asked again in [23]\\.0 s.*")),
        told::toString);
    requireEverything();
  }

  @Test
  void anAnswerOfEveryFewThatIsARefusalChangesNothing() {
    AtomicInteger asked = new AtomicInteger();
    old.can(_ -> asked.incrementAndGet() % 4 == 0 ? busy(429, "0") : null);

    Report report = bring(3);
    old.can(_ -> null);

    assertEquals(2, report.carried().get(4).carried(), report::toString);
    requireEverything();
  }

  @Test
  void anAnswerOfEveryFewThatBreaksOffChangesNothing() {
    AtomicInteger asked = new AtomicInteger();
    old.can(_ -> asked.incrementAndGet() % 4 == 0 ? Canned.HALF : null);

    bring(3);
    old.can(_ -> null);

    assertTrue(told.stream().anyMatch(line -> line.contains("broke off")), told::toString);
    requireEverything();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "half"})
  void aConnectionThatEndsAgainAndAgainEndsTheImportAndTheNextGoesOn(String how) {
    Canned ending = how.equals("half") ? Canned.HALF : Canned.NOTHING;
    old.can(target -> target.contains("/messages?") ? ending : null);

    LettaProblem problem = assertThrows(LettaProblem.class, () -> bring(3));
    old.can(_ -> null);
    bring(1);

    requireGoesOn(problem);
    assertEquals(2, told.stream().filter(line -> line.contains("asked again")).count());
    requireEverything();
  }

  @Test
  void aServerThatEndsMidwayEndsTheImportAndTheNextGoesOn() {
    old.can(
        target -> {
          if (target.contains("/archival-memory")) {
            Thread.ofVirtual().start(() -> old.close());
          }
          return null;
        });

    LettaProblem problem = assertThrows(LettaProblem.class, () -> bring(3));
    old = OldLetta.before(source);
    bring(1);

    requireGoesOn(problem);
    assertTrue(problem.getMessage().contains("no connection to 127.0.0.1"), problem::getMessage);
    requireEverything();
  }

  /** Each connection lasts for some pages, so what was reset comes over a new one. */
  @Test
  void connectionsThatAreResetAgainAndAgainChangeNothing() throws Exception {
    try (FragileWire wire = new FragileWire(old.url(), LASTS)) {
      OldServer server =
          new OldServer(wire.url(), null, null, 3, Duration.ofMillis(1), Duration.ofSeconds(30));

      destination.bring(server, Caller.DEFAULT_TENANT, told::add);

      assertTrue(wire.resets() > 2, () -> wire.resets() + " connections were reset");
    }
    assertTrue(told.stream().anyMatch(line -> line.contains("broke off")), told::toString);
    requireEverything();
  }

  private static void requireGoesOn(LettaProblem problem) {
    String said = problem.getMessage();
    assertTrue(said.contains("failed 3 times"), said);
    assertTrue(said.endsWith("what has come is kept, and the same command goes on from there"));
    assertEquals(1, said.lines().count());
  }
}
