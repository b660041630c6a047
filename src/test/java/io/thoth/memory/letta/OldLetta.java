package io.thoth.memory.letta;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.thoth.memory.json.Json;
import io.thoth.memory.support.HttpPeer;
import io.thoth.memory.support.Reply;
import io.thoth.memory.support.TestNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Letta: a node of ours that tells nothing but what a Letta tells, over the routes that a Letta
 * has, declared with and without a slash at the end as there, where the other form is redirected.
 */
final class OldLetta extends HttpPeer {
  private static final Pattern ROUTES =
      Pattern.compile(
          "/v1/(agents|blocks|tools|archives|conversations|identities|groups|folders|runs"
              + "|providers|mcp-servers)/?"
              + "|/v1/(agents|blocks|tools|identities|groups|folders)/count"
              + "|/v1/(blocks|archives|conversations|identities|tools)/[^/]+"
              + "|/v1/agents/[^/]+(/core-memory/blocks|/archival-memory|/messages|/tools)?"
              + "|/v1/conversations/[^/]+/messages|/v1/passages/search|/v1/admin/users/");

  /** Not all versions declare the same form. */
  private static final Set<String> WITHOUT_SLASH = Set.of("/v1/archives/", "/v1/identities/");

  /**
   * An answer that is not the node's.
   *
   * @param headers names and values
   */
  record Canned(int status, String body, Map<String, String> headers) {
    /** The connection ends without an answer. */
    static final Canned NOTHING = new Canned(0, "");

    /** The connection ends within an answer. */
    static final Canned HALF = new Canned(200, "[{\"id\": ");

    Canned(int status, String body) {
      this(status, body, Map.of());
    }
  }

  private final TestNode node;
  private final HttpServer server;
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger answers = new AtomicInteger(Integer.MAX_VALUE);
  private volatile @Nullable String password;
  private volatile Function<String, @Nullable Canned> canned = _ -> null;

  private OldLetta(TestNode node) {
    this.node = node;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  static OldLetta before(TestNode node) {
    return new OldLetta(node);
  }

  /** In secure mode. */
  void lock(String word) {
    password = word;
  }

  /** After so many answers there are only failures. */
  void dieAfter(int count) {
    answers.set(count);
  }

  /**
   * @param what answers a path with its query; null leaves it to the node
   */
  void can(Function<String, @Nullable Canned> what) {
    canned = what;
  }

  /** The paths that were asked so far, with their queries. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = exchange.getRequestURI().toString();
      String path = exchange.getRequestURI().getPath();
      asked.add(target);
      Canned special = canned.apply(target);
      if (answers.getAndDecrement() <= 0) {
        say(exchange, new Canned(503, "{\"detail\": \"shutting down\"}"));
      } else if (password != null && !isLetIn(exchange)) {
        say(exchange, new Canned(401, "{\"detail\":\"Unauthorized\"}"));
      } else if (special != null) {
        say(exchange, special);
      } else if (WITHOUT_SLASH.contains(path)) {
        redirect(exchange, target.replaceFirst("/(\\?|$)", "$1"));
      } else if (ROUTES.matcher(path).matches()) {
        pass(exchange, target);
      } else {
        say(exchange, new Canned(404, "{\"detail\":\"Not Found\"}"));
      }
    }
  }

  private boolean isLetIn(HttpExchange exchange) {
    return ("Bearer " + password).equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  /** With the name it has inside of its network, which nobody outside can resolve. */
  private static void redirect(HttpExchange exchange, String target) throws IOException {
    exchange.getResponseHeaders().add("Location", "http://letta.internal:8283" + target);
    exchange.sendResponseHeaders(307, -1);
  }

  private void pass(HttpExchange exchange, String target) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String user = exchange.getRequestHeaders().getFirst("user_id");
    String[] headers = user == null ? new String[0] : new String[] {"user_id", user};
    Reply reply =
        node.send(exchange.getRequestMethod(), target, body.isEmpty() ? null : body, headers);
    say(exchange, new Canned(reply.status(), Json.write(LettaFields.only(reply.json()))));
  }

  private static void say(HttpExchange exchange, Canned answer) throws IOException {
    if (answer == Canned.NOTHING) {
      return;
    }
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    int told = answer == Canned.HALF ? 2 * bytes.length : bytes.length;
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    answer.headers().forEach(exchange.getResponseHeaders()::add);
    exchange.sendResponseHeaders(answer.status(), told == 0 ? -1 : told);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    super.close();
    server.stop(0);
  }
}
