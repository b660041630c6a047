package io.thoth.memory.support;

import io.thoth.memory.config.Variables;
import io.thoth.memory.http.Endpoint;
import io.thoth.memory.json.Json;
import io.thoth.memory.node.Node;
import io.thoth.memory.node.NodeConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real node in this JVM, on a free port and a data directory of its own that is deleted with it,
 * and a client to talk to it:
 *
 * <pre>{@code
 * try (TestNode node = TestNode.start()) {
 *   Reply made = node.post("/v1/blocks/", Map.of("label", "human", "value", "Ada"));
 *   String id = made.json().get("id").asText();
 * }
 * }</pre>
 *
 * <p>A body that is a string goes out as it is, anything else as JSON. Headers are names and values
 * in turn. Requests may be sent from any thread; starting and closing belong to one.
 */
public final class TestNode implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Path data;
  private final Node node;

  private TestNode(Path data, Map<String, String> settings, List<Endpoint> further) {
    Map<String, String> variables = new HashMap<>();
    variables.put("THOTH_DATA_DIR", data.toString());
    variables.put("LETTA_SERVER_PORT", "0");
    variables.putAll(settings);
    this.data = data;
    this.node = Node.start(NodeConfig.of(Variables.of(variables), data), further);
  }

  /** Starts a node with every default. */
  public static TestNode start() {
    return start(Map.of());
  }

  /** Starts a node with these settings, named as in the environment, on top of the defaults. */
  public static TestNode start(Map<String, String> settings) {
    return start(settings, List.of());
  }

  /** The same with further endpoints, such as one that fails. */
  public static TestNode start(Map<String, String> settings, List<Endpoint> further) {
    Path data = temporary();
    try {
      return new TestNode(data, settings, further);
    } catch (RuntimeException problem) {
      delete(data);
      throw problem;
    }
  }

  public int port() {
    return node.port();
  }

  /** Where it listens, without a slash at the end: {@code http://127.0.0.1:<port>}. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** Where it keeps its files. */
  public Path data() {
    return data;
  }

  public Reply get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  public Reply delete(String path, String... headers) {
    return send("DELETE", path, null, headers);
  }

  public Reply post(String path, Object body, String... headers) {
    return send("POST", path, body, headers);
  }

  public Reply patch(String path, Object body, String... headers) {
    return send("PATCH", path, body, headers);
  }

  public Reply put(String path, Object body, String... headers) {
    return send("PUT", path, body, headers);
  }

  /**
   * Sends any request and waits for the answer. A body without a {@code Content-Type} of the
   * caller's is called JSON.
   *
   * @param path with its query, escaped as it goes over the wire
   */
  public Reply send(String method, String path, @Nullable Object body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path)).timeout(LIMIT);
    if (headers.length > 0) {
      request.headers(headers);
    }
    boolean typed = Stream.of(headers).anyMatch("Content-Type"::equalsIgnoreCase);
    if (body != null && !typed) {
      request.header("Content-Type", "application/json");
    }
    return send(request.method(method, publisher(body)).build());
  }

  private static BodyPublisher publisher(@Nullable Object body) {
    return switch (body) {
      case null -> BodyPublishers.noBody();
      case String text -> BodyPublishers.ofString(text);
      default -> BodyPublishers.ofByteArray(Json.writeBytes(body));
    };
  }

  private Reply send(HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(request + " got no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + request, e);
    }
  }

  @Override
  public void close() {
    client.close();
    node.close();
    delete(data);
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("thoth-node-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
