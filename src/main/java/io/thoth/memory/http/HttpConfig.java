package io.thoth.memory.http;

import io.thoth.memory.config.Variables;
import java.util.List;

/**
 * Where and how the edge listens.
 *
 * @param host the address to bind
 * @param port 0 takes any free port
 * @param loops how many event loops share the connections
 * @param maxBodyBytes larger request bodies are refused with 413
 * @param bodiesBytes what all request bodies may take at once; room for one at the least
 * @param corsOrigins origins that browsers may call from, besides the usual local ones; {@code *}
 *     allows every origin
 */
public record HttpConfig(
    String host,
    int port,
    int loops,
    int maxBodyBytes,
    long bodiesBytes,
    List<String> corsOrigins) {
  private static final String[] CORS = {
    "ACCEPTABLE_ORIGINS", "CORS_ORIGINS", "LETTA_CORS_ORIGINS", "LETTA_SERVER_CORS_ORIGINS"
  };

  public HttpConfig {
    bodiesBytes = Math.max(bodiesBytes, maxBodyBytes);
    corsOrigins = List.copyOf(corsOrigins);
  }

  public static HttpConfig of(Variables variables) {
    List<String> origins = variables.list(CORS);
    for (String origin : origins) {
      if (!"*".equals(origin) && !origin.matches("[a-z][a-z0-9+.-]*://[^/\\s*]+")) {
        throw variables.bad(origin, "a list of origins such as https://app.example.com", CORS);
      }
    }
    return new HttpConfig(
        variables.text("LETTA_SERVER_HOST", "THOTH_HOST").orElse("127.0.0.1"),
        variables.number(8283, 0, 65_535, "LETTA_SERVER_PORT", "THOTH_PORT"),
        variables.number(usualLoops(), 1, 1_024, "THOTH_HTTP_LOOPS"),
        variables.number(20 << 20, 1 << 10, 1 << 30, "THOTH_MAX_BODY_BYTES"),
        variables.number(usualBodies(), 1 << 10, Integer.MAX_VALUE, "THOTH_BODIES_BYTES"),
        origins);
  }

  /** An eighth of the heap: read and written again as JSON, a body takes several times its size. */
  private static int usualBodies() {
    return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 8);
  }

  /** Half of the processors: the other half does what is asked. */
  private static int usualLoops() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }

  /** The same on a free port that only this machine reaches. */
  public HttpConfig onLoopback() {
    return new HttpConfig("127.0.0.1", 0, loops, maxBodyBytes, bodiesBytes, corsOrigins);
  }
}
