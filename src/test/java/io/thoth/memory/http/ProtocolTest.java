package io.thoth.memory.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.support.RawRequest;
import io.thoth.memory.support.Reply;
import io.thoth.memory.support.StoredRows;
import io.thoth.memory.support.TestNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is legal HTTP, however unusual, works; what breaks off half way changes nothing. */
class ProtocolTest {
  private static final String JSON = "{\"label\": \"human\"}";

  private static TestNode node;

  @BeforeAll
  static void start() {
    node = TestNode.start();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static Reply post(String headers, String body) {
    return RawRequest.of(
            "POST /v1/blocks/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + headers
                + "\r\n\r\n"
                + body)
        .send(node.port());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: application/json",
        "Content-Type: application/json; charset=utf-8",
        "content-type: APPLICATION/JSON;charset=\"UTF-8\"",
        "Content-Type: application/merge-patch+json",
        "Content-Type: text/json",
        "Content-Encoding: identity",
        "Accept: text/html",
        "X-Unknown: whatever"
      })
  void aJsonBodyIsReadWhateverElseIsSaid(String header) {
    Reply reply = post(header + "\r\nContent-Length: " + JSON.length(), JSON);

    assertEquals(200, reply.status(), reply::toString);
    assertEquals("human", reply.json().get("label").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00ef\u00bb\u00bf{\"label\": \"human\"}",
        " \r\n\t{\"label\"\n:\t\"human\"}\n",
        "{\"\\u006cabel\": \"\\u0068uman\"}",
        "{\"label\": \"human\", \"unknown\": {\"deep\": [1, null]}}",
        "{\"label\": \"human\", \"value\": null, \"limit\": null, \"tags\": null}"
      })
  void jsonMayBeWrittenInManyWays(String body) {
    Reply reply = post("Content-Length: " + body.length(), body);

    assertEquals(200, reply.status(), reply::toString);
    assertEquals("human", reply.json().get("label").asText());
  }

  @Test
  void aBodyMayComeInChunks() {
    Reply reply =
        post(
            "Transfer-Encoding: chunked",
            "1\r\n{\r\n10\r\n\"label\": \"human\"\r\n1\r\n}\r\n0\r\nTrailer: x\r\n\r\n");

    assertEquals(200, reply.status(), reply::toString);
    assertEquals("human", reply.json().get("label").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"label\": \"a\"}", "{", "not JSON"})
  void theBodyOfAReadCountsForNothing(String body) {
    Reply reply =
        RawRequest.of(
                "GET /v1/models/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                    + body.length()
                    + "\r\n\r\n"
                    + body)
            .send(node.port());

    assertEquals(200, reply.status(), reply::toString);
  }

  @Test
  void aClientThatWaitsToBeAskedForItsBodyIsAsked() {
    Reply asked = post("Expect: 100-continue\r\nContent-Length: " + JSON.length(), JSON);

    assertEquals(100, asked.status());
    assertTrue(asked.body().startsWith("HTTP/1.1 200 "), asked::toString);
  }

  @Test
  void aClientThatWaitsIsNotAskedForABodyThatIsTooLarge() {
    Reply reply = post("Expect: 100-continue\r\nContent-Length: 21000000", "");

    assertEquals(413, reply.status());
  }

  @ParameterizedTest
  @CsvSource({"GET /v1/models/ HTTP/1.0, 200", "GET /v1/models HTTP/1.0, 200"})
  void httpOneZeroIsAnswered(String line, int status) {
    Reply reply = RawRequest.of(line + "\r\n\r\n").send(node.port());

    assertEquals(status, reply.status(), reply::toString);
    assertTrue(reply.json().isArray());
  }

  @Test
  void optionsTellsTheMethodsOfAPath() {
    Reply reply = node.send("OPTIONS", "/v1/blocks/", null);

    assertEquals(204, reply.status());
    assertEquals("GET, OPTIONS, POST", reply.header("Allow").orElseThrow());
  }

  @Test
  void aWrongMethodIsToldTheRightOnes() {
    Reply reply = node.send("PUT", "/v1/blocks/block-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11", "{}");

    assertEquals(405, reply.status());
    assertEquals("DELETE, GET, OPTIONS, PATCH", reply.header("Allow").orElseThrow());
  }

  @Test
  void theLastOfARepeatedParameterCounts() {
    node.post("/v1/blocks/", Map.of("label", "one"));
    node.post("/v1/blocks/", Map.of("label", "two"));

    Reply reply = node.get("/v1/blocks/?limit=2&limit=1");

    assertEquals(1, reply.json().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"?unknown=1", "?", "?&&=&", "?limit=5&utm_source=x", "?a[b]=c"})
  void unknownParametersAreIgnored(String query) {
    RawRequest request =
        RawRequest.of(
            "GET /v1/blocks/" + query + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertEquals(200, request.send(node.port()).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n11\r\n{\"label\": \"human\"}XX0\r\n\r\n"
      })
  void brokenChunksAreRefusedOrCutOffAndChangeNothing(String rest) {
    StoredRows before = StoredRows.of(node);

    int status = status("POST /v1/blocks/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + rest);

    assertTrue(status == 400 || status == 0, () -> "status " + status);
    assertEquals(before, StoredRows.of(node));
  }

  /** 0 when the server hangs up without a word. */
  private static int status(String request) {
    try {
      return RawRequest.of(request).send(node.port()).status();
    } catch (AssertionError silence) {
      assertTrue(String.valueOf(silence.getMessage()).endsWith("''"), silence::getMessage);
      return 0;
    }
  }

  @Test
  void aBodyThatBreaksOffChangesNothing() throws IOException {
    StoredRows before = StoredRows.of(node);
    try (Socket socket = new Socket("127.0.0.1", node.port())) {
      socket
          .getOutputStream()
          .write(
              ("POST /v1/blocks/ HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n" + JSON)
                  .getBytes(StandardCharsets.US_ASCII));
    }

    Reply next = node.get("/v1/blocks/count");

    assertEquals(200, next.status());
    assertEquals(before, StoredRows.of(node));
  }

  @Test
  void theConnectionServesOnAfterARefusedUpload() throws IOException, InterruptedException {
    URI uri = URI.create(node.url() + "/v1/blocks/");
    String large = "{\"label\": \"" + "x".repeat(21_000_000) + "\"}";
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest upload = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(large)).build();

      HttpResponse<String> refused = client.send(upload, BodyHandlers.ofString());
      HttpResponse<String> next =
          client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());

      assertEquals(413, refused.statusCode());
      assertEquals(200, next.statusCode());
    }
  }

  /** The JDK's client asks for HTTP/2 by itself. */
  @ParameterizedTest
  @ValueSource(ints = {100, 100_000, 10_000_000})
  void aClientThatOffersHttpTwoMayPostAnySize(int length) throws IOException, InterruptedException {
    String body =
        "{\"label\": \"a\", \"limit\": 10000000, \"value\": \"" + "x".repeat(length) + "\"}";
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(node.url() + "/v1/blocks/"))
              .POST(BodyPublishers.ofString(body))
              .build();

      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());

      assertEquals(200, response.statusCode());
      assertTrue(response.body().contains("x".repeat(length)));
    }
  }

  @Test
  void aRequestThatIsNoHttpGetsAnAnswerAndNoMore() {
    Reply reply =
        RawRequest.of("HELO there\r\n\r\nGET /v1/blocks/ HTTP/1.1\r\n\r\n").send(node.port());

    assertEquals(400, reply.status());
    assertFalse(reply.body().contains("HTTP/1.1"));
  }
}
