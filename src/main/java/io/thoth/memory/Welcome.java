package io.thoth.memory;

import io.thoth.memory.node.NodeConfig;
import io.thoth.memory.node.Version;

/** What somebody who has just started the program wants to know. */
final class Welcome {
  private Welcome() {}

  static void print(NodeConfig config, int port) {
    String host = config.http().host();
    String shown = "0.0.0.0".equals(host) || "::".equals(host) ? "localhost" : host;
    String url = "http://" + shown + ":" + port;
    if (!config.access().secure()) {
      System.out.println(
          """

          !!  OPEN: anybody who reaches this port reads and writes every memory.
          !!  Set LETTA_SERVER_SECURE=true and LETTA_SERVER_PASSWORD to ask for a password.\
          """);
    }
    System.out.printf(
        """

        Thoth Memory %s listens on %s
        Data is kept in %s

        Try:
          curl %s/health
          curl %s/v1/agents/ -H 'Content-Type: application/json' \\
            -d '{"name": "ada", "memory_blocks": [{"label": "human", "value": "Likes owls."}]}'
          new Letta({ baseURL: '%s' })   // the official SDK, unchanged

        Ctrl-C drains and stops.

        """,
        Version.text(), url, config.store().shown(), url, url, url);
  }
}
