package io.thoth.memory.mcp;

import io.thoth.memory.config.Variables;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * By which names clients may reach {@code /mcp}. A web page whose name was pointed at this machine
 * (DNS rebinding) has the right address, but sends its own name in the header {@code Host}.
 *
 * @param hosts names without port, in lower case; empty allows every name
 */
public record McpConfig(Set<String> hosts) {
  private static final String HOSTS = "THOTH_ALLOWED_HOSTS";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  public McpConfig {
    hosts = Set.copyOf(hosts);
  }

  /**
   * Reads the settings. A server that listens on the loopback address alone is called by its names
   * and those configured; one that listens for others may be called anything, unless names are
   * configured.
   *
   * @param listening the address the edge listens on
   * @param origins of the pages that may call; their hosts count as configured
   */
  public static McpConfig of(Variables variables, String listening, List<String> origins) {
    List<String> configured = variables.list(HOSTS);
    if (configured.contains("*")) {
      return new McpConfig(Set.of());
    }
    if (configured.isEmpty() && !LOOPBACK.contains(listening)) {
      return new McpConfig(Set.of());
    }
    Set<String> hosts = new HashSet<>(LOOPBACK);
    configured.forEach(host -> hosts.add(name(host)));
    for (String origin : origins) {
      String host = "*".equals(origin) ? null : URI.create(origin).getHost();
      if (host != null) {
        hosts.add(host.toLowerCase(Locale.ROOT));
      }
    }
    return new McpConfig(hosts);
  }

  /** Whether a request with this header {@code Host} may be answered. */
  boolean allows(@Nullable String host) {
    return hosts.isEmpty() || host != null && hosts.contains(name(host));
  }

  private static String name(String host) {
    return host.strip().replaceFirst(":[0-9]+$", "").toLowerCase(Locale.ROOT);
  }
}
