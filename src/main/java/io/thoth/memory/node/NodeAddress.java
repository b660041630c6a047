package io.thoth.memory.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the node of a data directory listens, in a file beside the data. */
public final class NodeAddress {
  private static final String FILE = "node.url";

  private NodeAddress() {}

  /** What the node that runs on this data directory has said; empty before it listens. */
  public static Optional<URI> of(Path dataDir) {
    try {
      return Optional.of(Files.readString(dataDir.resolve(FILE)).strip())
          .filter(text -> !text.isEmpty())
          .map(URI::create);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whoever opened the data knows that the node which said something before is gone. */
  static void forget(NodeConfig config) {
    try {
      Files.deleteIfExists(config.dataDir().resolve(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says so until what is returned is closed. */
  static AutoCloseable announce(NodeConfig config, int port) {
    String host = config.http().host();
    String reached = "0.0.0.0".equals(host) || "::".equals(host) ? "127.0.0.1" : host;
    String literal = reached.contains(":") ? "[" + reached + "]" : reached;
    Path file = config.dataDir().resolve(FILE);
    try {
      Files.createDirectories(config.dataDir());
      Files.writeString(file, "http://" + literal + ":" + port + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return () -> Files.deleteIfExists(file);
  }
}
