package io.thoth.memory.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.config.Variables;
import io.thoth.memory.http.Direct;
import io.thoth.memory.http.Endpoint;
import io.thoth.memory.json.Json;
import io.thoth.memory.node.Node;
import io.thoth.memory.node.NodeConfig;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading a block over HTTP against a route of the same server with a constant answer. */
@Tag("bench")
class BlockSpeedBenchTest {
  private static final int CONNECTIONS = 32;
  private static final int ROUNDS = 7;
  private static final Duration WARM_UP = Duration.ofSeconds(4);
  private static final Duration ROUND = Duration.ofSeconds(2);

  @TempDir Path data;

  @Test
  void readingBlockByLabelReachesShareOfConstantRoute() throws Exception {
    Buffer[] constant = {Buffer.buffer("{}")};
    Endpoint floor =
        Direct.guarded(
            "/bench/constant",
            "A constant answer",
            context ->
                context.response().putHeader("Content-Type", "application/json").end(constant[0]));
    NodeConfig config =
        NodeConfig.of(
            Variables.of(Map.of("LETTA_SERVER_PORT", "0", "THOTH_DATA_DIR", data.toString())),
            data);
    try (Node node = Node.start(config, List.of(floor))) {
      String agent = agent(node.port());
      String path = "/v1/agents/" + agent + "/core-memory/blocks/human";
      constant[0] = Buffer.buffer(get(node.port(), path));
      RawLoad load = new RawLoad(node.port());
      load.get("/bench/constant", CONNECTIONS, WARM_UP);
      load.get(path, CONNECTIONS, WARM_UP);
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        RawLoad.Figures base = load.get("/bench/constant", CONNECTIONS, ROUND);
        RawLoad.Figures block = load.get(path, CONNECTIONS, ROUND);
        ratios.add(block.perSecond() / base.perSecond());
        System.out.printf(
            "block read %,.0f/s p50 %.0f us p99 %.0f us | constant %,.0f/s p50 %.0f us | %.2f%n",
            block.perSecond(),
            block.p50(),
            block.p99(),
            base.perSecond(),
            base.p50(),
            ratios.getLast());
      }
      double median = ratios.stream().sorted().toList().get(ROUNDS / 2);
      System.out.printf(
          "BENCH block-read / constant-route = %.2f (floor 0.40, aim 0.70)%n", median);
      assertTrue(median >= 0.4, "block read reaches only " + median + " of a constant route");
    }
  }

  private static String agent(int port) throws Exception {
    String body =
        "{\"name\":\"bench\",\"memory_blocks\":[{\"label\":\"human\",\"value\":\"Likes owls.\"}]}";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/agents/"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      JsonNode agent = Json.parse(client.send(request, BodyHandlers.ofByteArray()).body());
      return agent.get("id").asText();
    }
  }

  private static byte[] get(int port, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + port + path);
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray()).body();
    }
  }
}
