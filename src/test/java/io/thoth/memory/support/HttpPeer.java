package io.thoth.memory.support;

import io.thoth.memory.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that listens, and a client to talk to it. A body that is a string goes out as it is,
 * anything else as JSON. Headers are names and values in turn. Thread-safe.
 */
public abstract class HttpPeer implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Where it listens, without a slash at the end: {@code http://127.0.0.1:<port>}. */
  public abstract String url();

  public Reply get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  public Reply delete(String path, String... headers) {
    return send("DELETE", path, null, headers);
  }

  public Reply post(String path, Object body, String... headers) {
    return send("POST", path, body, headers);
  }

  public Reply patch(String path, Object body, String... headers) {
    return send("PATCH", path, body, headers);
  }

  public Reply put(String path, Object body, String... headers) {
    return send("PUT", path, body, headers);
  }

  /**
   * Sends any request and waits for the answer. A body without a {@code Content-Type} of the
   * caller's is called JSON.
   *
   * @param path with its query, escaped as it goes over the wire
   */
  public Reply send(String method, String path, @Nullable Object body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path)).timeout(LIMIT);
    if (headers.length > 0) {
      request.headers(headers);
    }
    boolean typed = Stream.of(headers).anyMatch("Content-Type"::equalsIgnoreCase);
    if (body != null && !typed) {
      request.header("Content-Type", "application/json");
    }
    return send(request.method(method, publisher(body)).build());
  }

  private static BodyPublisher publisher(@Nullable Object body) {
    return switch (body) {
      case null -> BodyPublishers.noBody();
      case String text -> BodyPublishers.ofString(text);
      default -> BodyPublishers.ofByteArray(Json.writeBytes(body));
    };
  }

  private Reply send(HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(request + " got no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + request, e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
