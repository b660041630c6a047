package io.thoth.memory.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.support.TestNode;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class HttpLoopsTest {
  private static final int CONNECTIONS = 8;

  @Test
  void connectionsToOnePortAreSharedByTheEventLoops() throws Exception {
    Set<String> threads = ConcurrentHashMap.newKeySet();
    Endpoint where =
        Direct.guarded(
            "/test/where",
            "Notes the thread that answers",
            context -> {
              threads.add(Thread.currentThread().getName());
              context.response().end(Buffer.buffer("here"));
            });
    try (TestNode node = TestNode.start(Map.of("THOTH_HTTP_LOOPS", "2"), List.of(where))) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(node.url() + "/test/where")).build();

      for (int connection = 0; connection < CONNECTIONS; connection++) {
        try (HttpClient client = HttpClient.newHttpClient()) {
          assertEquals("here", client.send(request, BodyHandlers.ofString()).body());
        }
      }
    }
    assertEquals(2, threads.size());
    assertTrue(threads.stream().allMatch(name -> name.contains("eventloop")), threads::toString);
  }
}
