package io.thoth.memory.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.http.Direct;
import io.thoth.memory.support.Command;
import io.thoth.memory.support.Reply;
import io.thoth.memory.support.TestNode;
import io.vertx.ext.web.RoutingContext;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients get through the proxy is what they would get without it. */
class ProxyTest {
  private static final int MEGABYTE = 1 << 20;

  @TempDir Path folder;
  private final CompletableFuture<Void> first = new CompletableFuture<>();
  private TestNode node;
  private Nginx proxy;

  @BeforeEach
  void start() throws Exception {
    node = TestNode.start(Map.of(), List.of(Direct.open("/events", "Two events", this::events)));
    proxy = Nginx.before(node.port(), folder);
  }

  @AfterEach
  void stop() {
    if (proxy != null) {
      proxy.close();
    }
    node.close();
  }

  /** The second event is sent when the client has told that it has the first. */
  private void events(RoutingContext context) {
    context.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
    context.response().write("data: one\n\n");
    first.thenRun(() -> context.vertx().runOnContext(_ -> context.response().end("data: two\n\n")));
  }

  @Test
  void theConfigurationIsOneThatNginxTakes() {
    Path file = folder.resolve("nginx.conf");

    String told =
        new Command(
                List.of("nginx", "-t", "-c", file.toString()),
                folder,
                Map.of(),
                Duration.ofSeconds(20))
            .run();

    assertTrue(told.contains("test is successful"), told);
  }

  @Test
  void healthApiMetricsAndRefusalsComeThrough() {
    for (String path : List.of("/health", "/v1/health/", "/v1/agents/", "/metrics")) {
      assertEquals(200, proxy.get(path).status(), path);
    }
    Reply made = proxy.post("/v1/blocks/", Map.of("label", "human", "value", "Ada 🦉"));

    String path = "/v1/blocks/" + made.json().path("id").asText();
    assertEquals(node.get(path).body(), proxy.get(path).body());
    assertEquals(node.get(path).header("ETag"), proxy.get(path).header("ETag"));
    assertEquals(404, proxy.get("/v1/blocks/block-00000000-0000-4000-8000-000000000000").status());
  }

  @Test
  void theRequestIdOfTheClientGoesThereAndBack() throws Exception {
    Reply reply = proxy.get("/v1/agents/", "X-Request-Id", "req-from-the-client");

    assertEquals("req-from-the-client", reply.header("X-Request-Id").orElse(""));
    assertTrue(proxy.log().contains("req-from-the-client"), proxy.log());
  }

  @Test
  void anEventIsThereBeforeTheNextOneIsSent() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(proxy.url() + "/events"))
            .timeout(Duration.ofSeconds(20))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));

      assertEquals("data: one", lines.readLine());
      first.complete(null);

      assertEquals("", lines.readLine());
      assertEquals("data: two", lines.readLine());
    }
  }

  @Test
  void bodiesComeThroughThatTheServiceTakesAndNoLargerOnes() {
    Map<String, Object> large = Map.of("label", "b", "value", "x".repeat(3 * MEGABYTE));
    Map<String, Object> tooLarge = Map.of("label", "b", "value", "x".repeat(21 * MEGABYTE));

    Reply direct = node.post("/v1/blocks/", large);
    Reply proxied = proxy.post("/v1/blocks/", large);
    Reply refused = proxy.post("/v1/blocks/", tooLarge);

    assertEquals(direct.status(), proxied.status());
    assertTrue(proxied.status() != 413, proxied::toString);
    assertEquals(413, refused.status());
  }
}
