package io.thoth.memory;

import io.thoth.memory.config.ConfigFault;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.mcp.StdioBridge;
import io.thoth.memory.node.Node;
import io.thoth.memory.node.NodeAddress;
import io.thoth.memory.node.NodeConfig;
import io.thoth.memory.sql.DatabaseInUse;
import io.thoth.memory.sql.SqliteConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code mcp}: serves a desktop client on standard input and output, from the node at
 * {@code --url}, from the one that runs on the data directory, or from one of its own.
 */
final class McpCommand implements AutoCloseable {
  private static final Set<String> OPTIONS = Set.of("--url", "--password", "--agent");
  private static final long POLL_NANOS = 100_000_000;
  private static final int POLLS = 100;

  private final Map<String, String> options;
  private final NodeConfig config;
  private @Nullable Node own;
  private @Nullable URI node;

  private McpCommand(Map<String, String> options, NodeConfig config) {
    this.options = options;
    this.config = config;
  }

  static McpCommand of(String[] words, NodeConfig config) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < words.length; i += 2) {
      if (!OPTIONS.contains(words[i]) || i + 1 == words.length) {
        throw new ConfigFault("mcp takes [--agent ID] [--url URL [--password WORD]]");
      }
      options.put(words[i], words[i + 1]);
    }
    try {
      Id.allow("--agent", Id.AGENT, options.get("--agent"));
      URI.create(options.getOrDefault("--url", "")).getHost();
    } catch (Fault | IllegalArgumentException e) {
      throw new ConfigFault(String.valueOf(e.getMessage()));
    }
    return new McpCommand(options, config);
  }

  /** Answers until the input ends. */
  void run(InputStream in, OutputStream out) throws IOException, InterruptedException {
    node(false);
    Optional<String> password =
        Optional.ofNullable(options.get("--password")).or(() -> config.access().password());
    new StdioBridge(this::endpoint, password).run(in, out);
  }

  private URI endpoint(boolean again) {
    String agent = options.get("--agent");
    String path = agent == null ? "/mcp" : "/mcp/agents/" + agent;
    return URI.create(node(again).toString().replaceFirst("/+$", "") + path);
  }

  /** Chosen once; chosen anew when the node of the data directory has gone away. */
  private synchronized URI node(boolean again) {
    URI known = again ? null : node;
    if (known == null) {
      String url = options.get("--url");
      known = url == null ? ofDataDirectory() : URI.create(url);
      node = known;
    }
    return known;
  }

  private URI ofDataDirectory() {
    for (int i = 0; i < POLLS; i++) {
      Optional<URI> found = inUse() ? NodeAddress.of(config.dataDir()) : started();
      if (found.isPresent()) {
        return found.get();
      }
      LockSupport.parkNanos(POLL_NANOS); // it starts, or ends, at this moment
    }
    throw new IllegalStateException(
        config.dataDir() + " is in use by a program that does not say where it listens");
  }

  /** Asked first, because a node that cannot open its data has loaded a model for nothing. */
  private boolean inUse() {
    return config.store() instanceof SqliteConfig store && store.inUse();
  }

  private Optional<URI> started() {
    try {
      Node started = Node.start(config.onLoopback());
      own = started;
      return Optional.of(URI.create("http://127.0.0.1:" + started.port()));
    } catch (DatabaseInUse faster) {
      return Optional.empty();
    }
  }

  /** Gives everything back and ends the program, from a signal. */
  void end() {
    close();
    Runtime.getRuntime().halt(0);
  }

  @Override
  public synchronized void close() {
    if (own != null) {
      own.close();
      own = null;
    }
  }
}
