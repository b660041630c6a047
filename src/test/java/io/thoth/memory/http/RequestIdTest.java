package io.thoth.memory.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.thoth.memory.support.RawRequest;
import io.thoth.memory.support.Reply;
import io.thoth.memory.support.TestNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A request has one name, from its header through the journal and the log to its answer. */
class RequestIdTest {
  private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.thoth.memory");

  private static TestNode node;
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeAll
  static void start() {
    Direct broken =
        Direct.guarded(
            "/test/broken",
            "Fails",
            _ -> {
              throw new IllegalStateException("the secret of the house");
            });
    node = TestNode.start(Map.of(), List.of(broken));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @BeforeEach
  void listen() {
    lines.start();
    LOG.addAppender(lines);
    LOG.setLevel(Level.DEBUG);
    LOG.setAdditive(false);
  }

  @AfterEach
  void stopListening() {
    LOG.setLevel(null);
    LOG.setAdditive(true);
    LOG.detachAppender(lines);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "req-1", "550e8400-e29b-41d4-a716-446655440000", "!~{}\"\\'<>%"})
  void aUsableIdIsKept(String id) {
    assertEquals(id, node.get("/v1/models/", "X-Request-Id", id).header("X-Request-Id").get());
  }

  @Test
  void anIdMayBe128CharactersLong() {
    String longest = "x".repeat(128);

    Reply reply = node.get("/v1/models/", "X-Request-Id", longest);

    assertEquals(longest, reply.header("X-Request-Id").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "tab\tbed", "sch\u00f6n", "a\u0000b", "a\u007fb"})
  void anIdThatIsNotVisibleAsciiIsReplaced(String id) {
    Reply reply =
        RawRequest.of(
                "GET /v1/models/nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Request-Id: "
                    + id
                    + "\r\n\r\n")
            .send(node.port());

    assertTrue(reply.header("X-Request-Id").orElse("").matches("req-[0-9a-f-]+|"), reply::toString);
    assertNotEquals(id, reply.header("X-Request-Id").orElse("none"));
  }

  @Test
  void anIdThatIsTooLongIsReplaced() {
    String tooLong = "x".repeat(129);

    Reply reply = node.get("/v1/models/", "X-Request-Id", tooLong);

    assertTrue(reply.header("X-Request-Id").orElse("").startsWith("req-"), reply::toString);
  }

  @Test
  void everyRequestWithoutOneGetsItsOwn() {
    String one = node.get("/v1/models/").header("X-Request-Id").orElseThrow();
    String other = node.get("/v1/models/").header("X-Request-Id").orElseThrow();

    assertNotEquals(one, other);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/models/", "/v1/nothing", "/v1/blocks/x", "/health", "/test/broken"})
  void everyAnswerNamesItsRequest(String path) {
    Reply reply = node.get(path, "X-Request-Id", "my-own");

    assertEquals("my-own", reply.header("X-Request-Id").orElseThrow(), reply::toString);
  }

  @Test
  void theJournalNamesTheRequestThatMadeAChange() {
    Reply made = node.post("/v1/blocks/", Map.of("label", "a"), "X-Request-Id", "who-did-it");
    String id = made.json().get("id").asText();

    Reply history = node.get("/v1/blocks/" + id + "/history");

    assertEquals("who-did-it", history.json().at("/0/request_id").asText());
  }

  @Test
  void aRefusalIsLoggedWithItsRequest() {
    node.get("/v1/blocks/x", "X-Request-Id", "refused-1");

    assertTrue(
        messages().stream()
            .anyMatch(line -> line.contains("request=refused-1") && line.contains("status=422")),
        () -> messages().toString());
  }

  @Test
  void aFailureIsLoggedOnceWithItsRequestAndToldWithoutDetails() {
    Reply reply = node.get("/test/broken", "X-Request-Id", "broken-1");

    assertEquals(500, reply.status());
    assertEquals("{\"detail\":\"An unknown error occurred\"}", reply.body());
    List<ILoggingEvent> errors =
        lines.list.stream().filter(line -> line.getLevel() == Level.ERROR).toList();
    assertEquals(1, errors.size(), errors::toString);
    assertTrue(errors.getFirst().getFormattedMessage().contains("request=broken-1"));
    assertTrue(errors.getFirst().getThrowableProxy().getMessage().contains("the secret"));
  }

  @Test
  void anIdCannotForgeALineOfTheLog() {
    node.get("/v1/blocks/x%0A%0Dfake", "X-Request-Id", "honest");

    assertFalse(messages().isEmpty());
    assertTrue(
        messages().stream().noneMatch(line -> line.contains("\n") || line.contains("\r")),
        () -> messages().toString());
  }

  private List<String> messages() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
