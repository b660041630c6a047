package io.thoth.memory.embedding;

import static io.thoth.memory.embedding.Callers.await;
import static io.thoth.memory.embedding.Callers.call;
import static io.thoth.memory.embedding.Callers.reasonOf;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.embedding.EmbeddingConfig.Provider;
import io.thoth.memory.embedding.EmbeddingUnavailable.Reason;
import io.thoth.memory.embedding.Health.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server on the loopback. */
class OpenAiEmbedderTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final String KEY = "sk-secret";

  private FakeProvider provider;
  private OpenAiEmbedder embedder;
  private long now;

  @BeforeEach
  void start() throws IOException {
    provider = new FakeProvider();
    embedder = embedder(0, TIMEOUT);
  }

  @AfterEach
  void close() {
    embedder.close();
    provider.close();
  }

  @Test
  void vectorsAreScaledToLengthOne() throws Exception {
    provider.answers(200, "{\"data\": [{\"index\": 0, \"embedding\": [3, -4.0e0]}]}");

    float[] vector = embedder.query("who?");

    assertArrayEquals(new float[] {0.6f, -0.8f}, vector, 1e-7f);
    assertEquals(2, embedder.dimensions());
    assertEquals(Status.OK, embedder.health().status());
  }

  @Test
  void requestIsWhatTheProtocolAsksFor() throws Exception {
    embedder.query("who?");

    assertEquals(
        List.of(
            new FakeProvider.Request("/v1/embeddings", "Bearer " + KEY, "small", List.of("who?"))),
        provider.requests());
    assertEquals("openai/small", embedder.model());
  }

  @Test
  void manyTextsAreSentInSeveralRequestsAndComeBackInOrder() throws Exception {
    List<String> texts = IntStream.rangeClosed(1, 150).mapToObj("b"::repeat).toList();

    List<float[]> vectors = embedder.passages(texts);

    assertEquals(
        List.of(64, 64, 22), provider.requests().stream().map(r -> r.texts().size()).toList());
    for (int i = 0; i < 150; i++) {
      assertEquals((i + 1) / 98.0, vectors.get(i)[0] / vectors.get(i)[1], 1e-5);
    }
  }

  @Test
  void vectorsInAnotherOrderArePutWhereTheirIndexSays() throws Exception {
    provider.answers(
        200,
        "{\"data\": [%s, %s]}".formatted(FakeProvider.item(1, "xx"), FakeProvider.item(0, "x")));

    List<float[]> vectors = embedder.passages(List.of("x", "xx"));

    assertTrue(vectors.get(0)[0] < vectors.get(1)[0]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not JSON",
        "[]",
        "{\"data\": 7}",
        "{\"data\": []}",
        "{\"data\": [{\"index\": 0, \"embedding\": [1, 2]}]}",
        "{\"data\": [{\"index\": 0, \"embedding\": [1, 2]}, {\"index\": 0, \"embedding\": [1,"
            + " 2]}]}",
        "{\"data\": [{\"index\": 0, \"embedding\": [1, 2]}, {\"index\": 2, \"embedding\": [1,"
            + " 2]}]}",
        "{\"data\": [{\"index\": 0, \"embedding\": [1, 2]}, {\"embedding\": [1, 2]}]}",
        "{\"data\": [{\"index\": 0, \"embedding\": [1, 2]}, {\"index\": 1, \"embedding\": [1]}]}",
        "{\"data\": [{\"index\": 0, \"embedding\": [1, 2]}, {\"index\": 1}]}",
        "{\"data\": [{\"index\": 0, \"embedding\": []}, {\"index\": 1, \"embedding\": []}]}",
        "{\"data\": [{\"index\": 0, \"embedding\": [1, 2]}, {\"index\": 1, \"embedding\": [0,"
            + " 0]}]}",
        "{\"data\": [{\"index\": 0, \"embedding\": [1, 2]}, {\"index\": 1, \"embedding\": [1,"
            + " NaN]}]}",
        "{\"data\": [{\"index\": 0, \"embedding\": [1, 2]}, {\"index\": 1, \"embedding\": [1,"
            + " \"NaN\"]}]}",
        "{\"data\": [{\"index\": 0, \"embedding\": [1, 2]}, {\"index\": 1, \"embedding\": [1,"
            + " null]}]}",
        "{\"data\": [{\"index\": 0, \"embedding\": [1, 2]}, {\"index\": 1, \"embedding\": [1,"
            + " 1e99]}]}",
        "{\"data\": [{\"index\": 0, \"embedding\": \"AACAPwAAAEA=\"}, {\"index\": 1}]}"
      })
  void wrongAnswerIsAFailure(String body) {
    provider.answers(200, body);

    var refusal =
        assertThrows(EmbeddingUnavailable.class, () -> embedder.passages(List.of("a", "b")));

    assertEquals(Reason.DOWN, refusal.reason());
    assertTrue(refusal.getMessage().contains("answer is wrong: "), refusal.getMessage());
    assertEquals(Status.DOWN, embedder.health().status());
  }

  @Test
  void otherDimensionThanConfiguredIsAFailure() {
    OpenAiEmbedder three = embedder(3, TIMEOUT);

    var refusal = assertThrows(EmbeddingUnavailable.class, () -> three.query("who?"));

    assertTrue(refusal.getMessage().contains("2 dimensions instead of 3"), refusal.getMessage());
    assertEquals(3, three.dimensions());
  }

  @ParameterizedTest
  @CsvSource({
    "{\"error\": {\"message\": \"the reason\"}}",
    "{\"error\": \"the reason\"}",
    "{\"message\": \"the reason\"}",
    "{\"detail\": \"the reason\"}"
  })
  void failureSaysWhatTheProviderSaid(String body) {
    provider.answers(500, body);

    var refusal = assertThrows(EmbeddingUnavailable.class, () -> embedder.query("who?"));

    assertEquals(Reason.DOWN, refusal.reason());
    assertEquals("the embedding provider answered 500: the reason", refusal.getMessage());
  }

  @Test
  void keyThatTheProviderRepeatsIsNotShown() {
    provider.answers(401, "{\"error\": {\"message\": \"no such key: %s\"}}".formatted(KEY));

    var refusal = assertThrows(EmbeddingUnavailable.class, () -> embedder.query("who?"));

    assertTrue(refusal.getMessage().endsWith("401: no such key: ****"), refusal.getMessage());
  }

  @Test
  void afterAFailureNobodyAsksUntilThePauseIsOver() throws Exception {
    provider.answers(503, "");
    assertThrows(EmbeddingUnavailable.class, () -> embedder.query("first"));
    provider.answers(
        (request, exchange) -> FakeProvider.body(exchange, 200, FakeProvider.vectors(request)));

    assertThrows(EmbeddingUnavailable.class, () -> embedder.query("at once"));
    now += TimeUnit.SECONDS.toNanos(1);
    await(() -> embedder.health().status() == Status.OK);
    embedder.query("later");

    assertEquals(
        List.of("first", "Is anybody there?", "later"),
        provider.requests().stream().map(r -> r.texts().getFirst()).toList());
  }

  @Test
  void whenAProviderStopsAnsweringNobodyGoesOnWaiting() throws Exception {
    provider.stalls(false);
    FutureTask<?> passage = call(() -> embedder.passages(List.of("a passage")));
    FutureTask<?> several = call(() -> embedder.passages(List.of("one", "two")));
    await(() -> provider.requests().size() == 2);

    var refusal = assertThrows(EmbeddingUnavailable.class, () -> embedder.query("who?"));

    assertEquals(Reason.DOWN, refusal.reason());
    assertEquals(Reason.DOWN, reasonOf(passage));
    assertFalse(several.isDone(), "several texts may take longer");
    assertThrows(EmbeddingUnavailable.class, () -> embedder.query("and you?"));
    assertEquals(3, provider.requests().size(), "somebody else asked");
  }

  @Test
  void aSlowAnswerIsNoFailureWhileOthersAreAnswered() throws Exception {
    OpenAiEmbedder hasty = embedder(0, Duration.ofSeconds(2));
    provider.answers(
        (request, exchange) -> {
          if (request.texts().contains("slow")) {
            Thread.sleep(TIMEOUT);
          }
          FakeProvider.body(exchange, 200, FakeProvider.vectors(request));
        });
    FutureTask<?> slow = call(() -> hasty.passages(List.of("slow")));
    await(() -> provider.requests().size() == 1);

    hasty.query("quick");

    assertEquals(Reason.BUSY, reasonOf(slow));
    assertEquals(Status.OK, hasty.health().status());
    hasty.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 422})
  void refusedTextDoesNotStopTheOthers(int status) throws Exception {
    provider.answers(
        (request, exchange) ->
            FakeProvider.body(
                exchange,
                request.texts().contains("too long") ? status : 200,
                FakeProvider.vectors(request)));

    var refusal = assertThrows(EmbeddingUnavailable.class, () -> embedder.query("too long"));

    assertEquals(Reason.REFUSED, refusal.reason());
    assertEquals(2, embedder.query("short").length);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void slowAnswerIsAFailureEvenWhenItsHeadersCame(boolean afterHeaders) {
    OpenAiEmbedder hasty = embedder(0, Duration.ofMillis(300));
    provider.stalls(afterHeaders);

    var refusal = assertThrows(EmbeddingUnavailable.class, () -> hasty.query("who?"));

    assertEquals(Reason.DOWN, refusal.reason());
    assertTrue(refusal.getMessage().contains("within 300 ms"), refusal.getMessage());
    hasty.close();
  }

  @Test
  void providerThatIsNotThereIsAFailure() {
    provider.close();

    var refusal = assertThrows(EmbeddingUnavailable.class, () -> embedder.query("who?"));

    assertEquals(Reason.DOWN, refusal.reason());
    assertTrue(refusal.getMessage().contains("cannot be reached"), refusal.getMessage());
  }

  @Test
  void interruptedCallerIsReleasedAndTheProviderNotBlamed() throws Exception {
    provider.stalls(false);
    Thread caller =
        Thread.ofVirtual()
            .start(() -> assertThrows(EmbeddingUnavailable.class, () -> embedder.query("a")));
    await(() -> provider.requests().size() == 1);

    caller.interrupt();

    assertTrue(caller.join(TIMEOUT));
    assertEquals(Status.OK, embedder.health().status());
  }

  @Test
  void closeReleasesTheCallersThatWait() {
    provider.stalls(false);
    FutureTask<?> waiting = call(() -> embedder.query("who?"));
    await(() -> provider.requests().size() == 1);

    embedder.close();

    assertEquals(Reason.DOWN, reasonOf(waiting));
    assertEquals(Reason.DOWN, reasonOf(call(() -> embedder.query("late"))));
    assertEquals(1, provider.requests().size());
  }

  @Test
  void withoutAKeyNoneIsSent() throws Exception {
    var config = EmbeddingConfig.openAi(provider.baseUrl() + "/", "openai/small", "");
    try (Embedder open = Embedder.open(config)) {
      open.query("who?");
    }

    FakeProvider.Request request = provider.requests().getFirst();
    assertEquals("null", request.authorization());
    assertEquals("small", request.model());
    assertEquals("/v1/embeddings", request.path());
    assertFalse(provider.requests().size() > 1);
  }

  private OpenAiEmbedder embedder(int dimensions, Duration timeout) {
    return new OpenAiEmbedder(
        new EmbeddingConfig(
            Provider.OPENAI, "small", provider.baseUrl(), KEY, dimensions, 1, 1, timeout),
        new Circuit(() -> now));
  }
}
