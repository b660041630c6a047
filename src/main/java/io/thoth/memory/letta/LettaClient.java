package io.thoth.memory.letta;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks a Letta. What fails for a while (no connection, no answer in time, 408, 429, 5xx) is asked
 * again, later each time. Redirects are followed on the same server only, because the password goes
 * along. One question at a time; blocks its thread.
 */
final class LettaClient implements AutoCloseable {
  /** An answer that is larger is not read. */
  static final int MOST_BYTES = 32 << 20;

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> NOT_OFFERED = Set.of(404, 405, 501);
  private static final Set<Integer> FOR_A_WHILE = Set.of(408, 429);
  private static final int MOST_REDIRECTS = 3;
  private static final int MOST_DOUBLINGS = 5;
  private static final int LONGEST_WAIT = 60;
  private static final int SHOWN = 300;

  private final OldServer server;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  LettaClient(OldServer server) {
    this.server = server;
  }

  /** An answer was larger than {@link #MOST_BYTES}. */
  static final class TooLarge extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** What a route answers; empty when the server does not offer it, or knows nothing of this. */
  Optional<JsonNode> get(String path) {
    try {
      return getBounded(path);
    } catch (TooLarge e) {
      throw tooLarge("GET " + path);
    }
  }

  /** The same for whoever can ask for less. */
  Optional<JsonNode> getBounded(String path) throws TooLarge {
    return ask("GET " + path, path, "");
  }

  /** What a route answers to a question that changes nothing. */
  Optional<JsonNode> post(String path, Object question) {
    try {
      return ask("POST " + path, path, Json.write(question));
    } catch (TooLarge e) {
      throw tooLarge("POST " + path);
    }
  }

  static LettaProblem tooLarge(String route) {
    return new LettaProblem(route + " answers more than " + (MOST_BYTES >> 20) + " MB at once");
  }

  private Optional<JsonNode> ask(String route, String path, String body) throws TooLarge {
    String trouble = "";
    for (int attempt = 1; attempt <= server.attempts(); attempt++) {
      Duration pause = server.pause().multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
      try {
        HttpResponse<Optional<byte[]>> reply = follow(path, body);
        if (!FOR_A_WHILE.contains(reply.statusCode()) && reply.statusCode() < 500
            || reply.statusCode() == 501) {
          return read(route, reply);
        }
        trouble = said(reply);
        pause = asked(reply).orElse(pause);
      } catch (IOException problem) {
        trouble = String.valueOf(problem.getMessage());
      }
      if (attempt < server.attempts()) {
        LockSupport.parkNanos(pause.toNanos());
      }
    }
    throw new LettaProblem(
        ("%s failed %d times, lastly: %s; what has come is kept, and the same command goes on from"
                + " there")
            .formatted(route, server.attempts(), trouble));
  }

  private HttpResponse<Optional<byte[]>> follow(String path, String body) throws IOException {
    HttpResponse<Optional<byte[]>> reply = send(server.at(path), body);
    for (int hop = 0; hop < MOST_REDIRECTS && REDIRECTS.contains(reply.statusCode()); hop++) {
      Optional<String> location = reply.headers().firstValue("Location");
      if (location.isEmpty()) {
        return reply;
      }
      reply = send(onTheSameServer(reply.uri(), location.get()), body);
    }
    return reply;
  }

  /** Behind a proxy a Letta often names the wrong host or scheme, so only the path is taken. */
  private static URI onTheSameServer(URI from, String location) throws IOException {
    try {
      URI to = from.resolve(location);
      String query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
      return from.resolve(to.getRawPath() + query);
    } catch (IllegalArgumentException e) {
      throw new IOException("a redirect to nowhere", e);
    }
  }

  private HttpResponse<Optional<byte[]>> send(URI uri, String body) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "application/json");
    if (server.password() != null) {
      request.header("Authorization", "Bearer " + server.password());
      request.header("X-BARE-PASSWORD", "password " + server.password());
    }
    if (server.user() != null) {
      request.header("user_id", server.user());
    }
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }
    CompletableFuture<HttpResponse<Optional<byte[]>>> reply =
        http.sendAsync(request.build(), _ -> new BoundedBody(MOST_BYTES));
    try {
      return reply.get(server.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + server.patience().toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException("no answer (" + e.getCause() + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LettaProblem("interrupted");
    } finally {
      reply.cancel(true);
    }
  }

  private Optional<JsonNode> read(String route, HttpResponse<Optional<byte[]>> reply)
      throws TooLarge {
    int status = reply.statusCode();
    if (NOT_OFFERED.contains(status)) {
      return Optional.empty();
    } else if (status == 401 || status == 403) {
      throw new LettaProblem(
          server.password() == null
              ? route + " answers " + status + ": give the old server's --password"
              : route + " answers " + status + ": the old server takes another --password");
    } else if (status != 200) {
      throw new LettaProblem(route + " answers " + said(reply));
    }
    byte[] body = reply.body().orElseThrow(TooLarge::new);
    try {
      return Optional.of(Json.parse(body));
    } catch (Fault fault) {
      throw new LettaProblem(route + " answers no JSON: " + fault.getMessage());
    }
  }

  private static String said(HttpResponse<Optional<byte[]>> reply) {
    String text = new String(reply.body().orElse(new byte[0]), StandardCharsets.UTF_8);
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return reply.statusCode() + " " + line.substring(0, Math.min(line.length(), SHOWN));
  }

  private static Optional<Duration> asked(HttpResponse<?> reply) {
    return reply
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("[0-9]{1,6}"))
        .map(text -> Duration.ofSeconds(Math.min(Integer.parseInt(text), LONGEST_WAIT)));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
