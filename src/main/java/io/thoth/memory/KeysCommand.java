package io.thoth.memory;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.config.ConfigFault;
import io.thoth.memory.json.Json;
import io.thoth.memory.node.Node;
import io.thoth.memory.node.NodeAddress;
import io.thoth.memory.node.NodeConfig;
import io.thoth.memory.sql.SqliteConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code keys}: makes, lists, rotates and revokes API keys over HTTP with the server's
 * password, by the node at {@code --url}, by the one that runs on the data directory, or by one of
 * its own for as long as that takes.
 */
final class KeysCommand {
  private static final String USAGE =
      "keys takes: create --name NAME [--scopes read,write] [--agent ID] [--organization ID]"
          + " [--user ID] [--expires TIME] | list | rotate --key ID [--overlap SECONDS]"
          + " | revoke --key ID; each with [--url URL [--password WORD]]";
  private static final Set<String> OPTIONS =
      Set.of(
          "--name",
          "--scopes",
          "--agent",
          "--organization",
          "--user",
          "--expires",
          "--key",
          "--overlap",
          "--url",
          "--password");
  private static final int OK = 200;

  private final String verb;
  private final Map<String, String> options;
  private final NodeConfig config;

  private KeysCommand(String verb, Map<String, String> options, NodeConfig config) {
    this.verb = verb;
    this.options = options;
    this.config = config;
  }

  static KeysCommand of(String[] words, NodeConfig config) {
    Map<String, String> options = new HashMap<>();
    for (int i = 1; i < words.length; i += 2) {
      if (!OPTIONS.contains(words[i]) || i + 1 == words.length) {
        throw new ConfigFault(USAGE);
      }
      options.put(words[i], words[i + 1]);
    }
    String verb = words.length == 0 ? "" : words[0];
    if (!Set.of("create", "list", "rotate", "revoke").contains(verb)) {
      throw new ConfigFault(USAGE);
    }
    return new KeysCommand(verb, options, config);
  }

  /** Prints what the node answers. */
  void run(PrintStream out) throws IOException, InterruptedException {
    String url = options.get("--url");
    if (url != null) {
      ask(url, out);
    } else if (config.store() instanceof SqliteConfig store && store.inUse()) {
      URI running =
          NodeAddress.of(config.dataDir())
              .orElseThrow(
                  () ->
                      new ConfigFault(
                          config.dataDir()
                              + " is in use by a node that does not say where it listens: give"
                              + " --url"));
      ask(running.toString(), out);
    } else {
      try (Node own = Node.start(config.onLoopback())) {
        ask("http://127.0.0.1:" + own.port(), out);
      }
    }
  }

  private void ask(String url, PrintStream out) throws IOException, InterruptedException {
    String base = url.replaceFirst("/+$", "") + "/v1/admin/keys/";
    HttpRequest.Builder request =
        switch (verb) {
          case "create" -> post(base, created());
          case "rotate" -> post(base + required("--key") + "/rotate", rotated());
          case "revoke" -> HttpRequest.newBuilder(URI.create(base + required("--key"))).DELETE();
          default -> HttpRequest.newBuilder(URI.create(base + "?limit=10000"));
        };
    String password = options.get("--password");
    String known = password == null ? config.access().password().orElse(null) : password;
    if (known != null) {
      request.header("Authorization", "Bearer " + known);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> reply = client.send(request.build(), BodyHandlers.ofString());
      show(reply, out);
    }
  }

  private static HttpRequest.Builder post(String url, Map<String, Object> body) {
    return HttpRequest.newBuilder(URI.create(url))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(Json.write(body)));
  }

  private Map<String, Object> created() {
    Map<String, Object> body = new HashMap<>();
    body.put("name", required("--name"));
    put(body, "agent_id", options.get("--agent"));
    put(body, "organization_id", options.get("--organization"));
    put(body, "user_id", options.get("--user"));
    put(body, "expires_at", options.get("--expires"));
    String scopes = options.get("--scopes");
    put(body, "scopes", scopes == null ? null : List.of(scopes.split(",")));
    return body;
  }

  private Map<String, Object> rotated() {
    String overlap = options.get("--overlap");
    if (overlap != null && !overlap.matches("[0-9]{1,8}")) {
      throw new ConfigFault("--overlap must be a number of seconds");
    }
    return overlap == null ? Map.of() : Map.of("overlap_seconds", Integer.parseInt(overlap));
  }

  private static void put(Map<String, Object> body, String name, @Nullable Object value) {
    if (value != null) {
      body.put(name, value);
    }
  }

  private String required(String option) {
    String value = options.get(option);
    if (value == null || (option.equals("--key") && !value.matches("[a-z0-9-]+"))) {
      throw new ConfigFault(USAGE);
    }
    return value;
  }

  private static void show(HttpResponse<String> reply, PrintStream out) {
    JsonNode answer = Json.parse(reply.body().getBytes(StandardCharsets.UTF_8));
    if (reply.statusCode() != OK) {
      throw new ConfigFault(answer.path("detail").asText("status " + reply.statusCode()));
    }
    if (answer.isArray()) {
      answer.forEach(key -> out.println(line(key)));
      return;
    }
    out.println(line(answer));
    if (answer.has("key")) {
      out.println(answer.get("key").asText() + "   <- the key, shown this once");
    }
  }

  private static String line(JsonNode key) {
    String state =
        !key.path("revoked_at").isNull() ? "revoked" : "until " + key.path("expires_at").asText();
    return String.join(
        "  ",
        key.path("id").asText(),
        key.path("prefix").asText(),
        key.path("scopes").toString(),
        key.path("agent_id").isNull()
            ? key.path("organization_id").asText()
            : key.path("agent_id").asText(),
        state,
        key.path("name").asText());
  }
}
