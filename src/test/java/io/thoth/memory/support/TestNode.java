package io.thoth.memory.support;

import io.thoth.memory.config.Variables;
import io.thoth.memory.http.Endpoint;
import io.thoth.memory.node.Node;
import io.thoth.memory.node.NodeConfig;
import io.thoth.memory.sql.SqlConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
 * <p>Requests may be sent from any thread; starting and closing belong to one.
 */
public final class TestNode extends HttpPeer {
  private final Path data;
  private final SqlConfig store;
  private final Node node;

  private TestNode(Path data, Map<String, String> settings, List<Endpoint> further) {
    Map<String, String> variables = new HashMap<>();
    variables.put("THOTH_DATA_DIR", data.toString());
    variables.put("LETTA_SERVER_PORT", "0");
    variables.put("THOTH_EMBEDDER", "none");
    variables.putAll(settings);
    this.data = data;
    NodeConfig config = NodeConfig.of(Variables.of(variables), data);
    this.store = config.store();
    this.node = Node.start(config, further);
  }

  /** Starts a node with every default, but without an embedder: most tests need no vectors. */
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

  @Override
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** Which database keeps its data. */
  public SqlConfig store() {
    return store;
  }

  /** Where it keeps its files. */
  public Path data() {
    return data;
  }

  @Override
  public void close() {
    super.close();
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
