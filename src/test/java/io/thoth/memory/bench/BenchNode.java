package io.thoth.memory.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.config.Variables;
import io.thoth.memory.http.Direct;
import io.thoth.memory.http.Endpoint;
import io.thoth.memory.json.Json;
import io.thoth.memory.node.Node;
import io.thoth.memory.node.NodeConfig;
import io.thoth.memory.turns.TimeSlice;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;

/** A node to be measured, with one more route that answers a constant: the floor. */
final class BenchNode implements AutoCloseable {
  static final String CONSTANT = "/bench/constant";

  /** The operator's, where the node asks for one. */
  static final String PASSWORD = "the-operators-password";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Node node;
  private volatile Buffer constant = Buffer.buffer("{}");

  BenchNode(Path data) {
    this(data, Map.of());
  }

  /**
   * @param further settings
   */
  BenchNode(Path data, Map<String, String> further) {
    Endpoint floor =
        Direct.guarded(
            CONSTANT,
            "A constant answer",
            context ->
                context.response().putHeader("Content-Type", "application/json").end(constant));
    Map<String, String> settings = new HashMap<>(further);
    settings.put("LETTA_SERVER_PORT", "0");
    settings.put("THOTH_DATA_DIR", data.toString());
    node = started(NodeConfig.of(Variables.of(settings), data), floor);
  }

  /**
   * As the program starts one, but in a thread of its own: the load's threads are not to answer.
   */
  private static Node started(NodeConfig config, Endpoint floor) {
    FutureTask<Node> starting = new FutureTask<>(() -> Node.start(config, List.of(floor)));
    Runnable program =
        () -> {
          TimeSlice.brief();
          starting.run();
        };
    try {
      Thread.ofPlatform().name("program").start(program).join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return starting.resultNow();
  }

  int port() {
    return node.port();
  }

  /** Makes the constant answer as large as the one of {@code path}. */
  void constantLike(String path) {
    constant = Buffer.buffer(send("GET", path, "").toString());
  }

  /** Makes an agent with one empty block; answers its id. */
  String agent() {
    String body =
        "{\"name\":\"bench\",\"memory_blocks\":[{\"label\":\"human\",\"value\":\"Owls.\"}]}";
    return send("POST", "/v1/agents/", body).get("id").asText();
  }

  JsonNode send(String method, String path, String body) {
    return send(method, path, body, "Bearer " + PASSWORD);
  }

  JsonNode send(String method, String path, String body, String authorization) {
    return Json.parse(bytes(method, path, body, authorization));
  }

  private byte[] bytes(String method, String path, String body, String authorization) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .method(method, BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .header("Authorization", authorization)
            .build();
    try {
      HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(
            path + " answered " + new String(answer.body(), StandardCharsets.UTF_8));
      }
      return answer.body();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The sum of a metric's lines. */
  double metric(String name) {
    return text("/metrics")
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private String text(String path) {
    return new String(bytes("GET", path, "", "Bearer " + PASSWORD), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
    node.close();
  }
}
