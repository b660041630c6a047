package io.thoth.memory.letta;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Puts one question to the old server, once. Redirects are followed on the same server only,
 * because the password goes along. Blocks its thread.
 */
final class Wire implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int MOST_REDIRECTS = 3;

  private final OldServer server;
  private final int mostBytes;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * @param mostBytes an answer that is larger is not read
   */
  Wire(OldServer server, int mostBytes) {
    this.server = server;
    this.mostBytes = mostBytes;
  }

  /**
   * What is answered, with an empty body when it is too large.
   *
   * @param body of a POST; empty for a GET
   * @throws IOException when there is no whole answer; its message is for a person
   */
  HttpResponse<Optional<byte[]>> ask(String path, String body) throws IOException {
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
        http.sendAsync(request.build(), _ -> new BoundedBody(mostBytes));
    try {
      return reply.get(server.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + server.patience().toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException(trouble(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LettaProblem("interrupted");
    } finally {
      reply.cancel(true);
    }
  }

  private String trouble(@Nullable Throwable cause) {
    String there = server.url().getAuthority();
    if (cause instanceof HttpConnectTimeoutException) {
      return "no connection to " + there + " within " + CONNECT.toSeconds() + " s";
    } else if (cause instanceof ConnectException) {
      boolean unknown = cause.getCause() instanceof UnresolvedAddressException;
      return unknown ? "nobody knows the name " + there : "no connection to " + there;
    }
    return "the connection broke off (" + (cause == null ? "" : cause.getMessage()) + ")";
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
