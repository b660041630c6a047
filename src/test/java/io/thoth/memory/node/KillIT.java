package io.thoth.memory.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.support.HttpPeer;
import io.thoth.memory.support.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was acknowledged is there, once and in order, however the program ends; and what was under
 * way is there once after it has been sent again.
 */
class KillIT {
  private static final int KILLS = 20;
  private static final int STOPS = 3;
  private static final int WRITERS_EACH = 3;

  /** Two dozen starts take more time here than all the writes. */
  private static final Map<String, String> QUICK_START =
      Map.of(
          "THOTH_EMBEDDER", "none",
          "JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");

  @TempDir Path data;
  private Program program;
  private HttpPeer peer;
  private final Lives lives = new Lives();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Place> places = new ArrayList<>();

  /** Where some writers write, and how to read what they wrote, oldest first. */
  private record Place(List<Writer> writers, Supplier<List<String>> texts) {}

  /** The settings of the database; none for the embedded one. */
  Map<String, String> database() {
    return Map.of();
  }

  @BeforeEach
  void start() {
    Map<String, String> environment = new HashMap<>(QUICK_START);
    environment.putAll(database());
    program = Program.start(data, environment);
    peer =
        new HttpPeer() {
          @Override
          public String url() {
            return program.url();
          }
        };
    String agent = id(peer.post("/v1/agents/", Map.of("name", "Ada")).json());
    for (String label : List.of("one", "two")) {
      String block = "/v1/blocks/" + id(peer.post("/v1/blocks/", Map.of("label", label)).json());
      places.add(
          new Place(
              writers(label, block + "/append", "content"), () -> lines(peer.get(block).json())));
    }
    String passages = "/v1/agents/" + agent + "/archival-memory";
    places.add(
        new Place(
            writers("passage", passages, "text"),
            () -> texts(peer.get(passages + "?ascending=true&limit=10000").json())));
  }

  private List<Writer> writers(String name, String path, String field) {
    return IntStream.range(0, WRITERS_EACH)
        .mapToObj(number -> new Writer(name + number, peer, path, field, lives))
        .toList();
  }

  private static String id(JsonNode made) {
    return made.get("id").asText();
  }

  private static List<String> lines(JsonNode block) {
    return block.get("value").asText().lines().toList();
  }

  private static List<String> texts(JsonNode passages) {
    List<String> texts = new ArrayList<>();
    passages.forEach(passage -> texts.add(passage.get("text").asText()));
    return texts;
  }

  @AfterEach
  void close() {
    threads.close();
    peer.close();
    program.close();
  }

  private Stream<Writer> all() {
    return places.stream().flatMap(place -> place.writers().stream());
  }

  private CompletableFuture<?> write() {
    return CompletableFuture.allOf(
        all()
            .map(writer -> CompletableFuture.runAsync(writer, threads))
            .toArray(CompletableFuture[]::new));
  }

  @Test
  void whatWasAcknowledgedOutlivesTwentyKills() throws Exception {
    Random random = new Random();
    CompletableFuture<?> writing = write();

    for (int kill = 0; kill < KILLS; kill++) {
      lives.awaitWrites(1 + random.nextInt(40));
      program.kill();
      program.restart();
      places.forEach(KillIT::assertNothingLost);
      lives.begin();
    }
    lives.end();
    writing.join();

    places.forEach(KillIT::assertExactlyOnce);
    assertTrue(all().mapToInt(Writer::unanswered).sum() >= KILLS, "nothing was under way");
    assertFalse(Files.readString(program.log()).contains(" ERROR "), program::logTail);
  }

  @Test
  void whatWasAcceptedIsAnsweredBeforeAStop() throws Exception {
    CompletableFuture<?> writing = write();

    for (int stop = 0; stop < STOPS; stop++) {
      lives.awaitWrites(60);
      assertEquals(0, program.terminate(), program::logTail);
      program.restart();
      lives.begin();
    }
    lives.end();
    writing.join();

    places.forEach(KillIT::assertExactlyOnce);
    assertEquals(0, all().mapToInt(Writer::replayed).sum(), "were made, but nobody was told");
    String log = Files.readString(program.log());
    assertFalse(log.contains(" ERROR ") || log.contains(" WARN "), program::logTail);
  }

  /** Each writer's texts are there once and in order, up to the last acknowledged or the next. */
  private static void assertNothingLost(Place place) {
    int[] least = place.writers().stream().mapToInt(Writer::acknowledged).toArray();
    List<String> texts = place.texts().get();
    for (int index = 0; index < least.length; index++) {
      Writer writer = place.writers().get(index);
      List<String> written = texts.stream().filter(writer::wrote).toList();
      assertInOrder(writer, written);
      assertTrue(written.size() >= least[index], () -> "lost after " + written.getLast());
      assertTrue(written.size() <= writer.acknowledged() + 1, () -> "never sent: " + written);
    }
    assertTrue(texts.stream().allMatch(text -> isSomebodys(place, text)), texts::toString);
  }

  private static boolean isSomebodys(Place place, String text) {
    return place.writers().stream().anyMatch(writer -> writer.wrote(text));
  }

  private static void assertExactlyOnce(Place place) {
    assertNothingLost(place);
    int acknowledged = place.writers().stream().mapToInt(Writer::acknowledged).sum();
    assertEquals(acknowledged, place.texts().get().size());
  }

  private static void assertInOrder(Writer writer, List<String> written) {
    List<String> expected =
        IntStream.rangeClosed(1, written.size()).mapToObj(writer::text).toList();
    assertEquals(expected, written);
  }
}
