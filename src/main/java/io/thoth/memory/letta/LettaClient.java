package io.thoth.memory.letta;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Json;
import io.thoth.memory.turns.Pause;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a Letta. What fails for a while (no connection, no whole answer in time, 408, 429, 5xx) is
 * asked again, later each time and not before the time that the server names; whoever watches is
 * told. One question at a time; blocks its thread.
 */
final class LettaClient implements AutoCloseable {
  /** An answer that is larger is not read. */
  static final int MOST_BYTES = 32 << 20;

  private static final Set<Integer> NOT_OFFERED = Set.of(404, 405, 501);
  private static final Set<Integer> FOR_A_WHILE = Set.of(408, 429);
  private static final int MOST_DOUBLINGS = 5;
  private static final int SHOWN = 300;

  private final OldServer server;
  private final Progress progress;
  private final Wire wire;

  LettaClient(OldServer server, Progress progress) {
    this.server = server;
    this.progress = progress;
    wire = new Wire(server, MOST_BYTES);
  }

  /** An answer was larger than {@link #MOST_BYTES}. */
  static final class TooLarge extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Why a question is to be asked again.
   *
   * @param pause that the server asks for
   */
  private record Trouble(String what, Duration pause) {}

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
    for (int attempt = 1; ; attempt++) {
      Trouble trouble;
      try {
        HttpResponse<Optional<byte[]>> reply = wire.ask(path, body);
        if (!isForAWhile(reply.statusCode())) {
          return read(route, reply);
        }
        Duration pause = RetryAfter.of(reply.headers(), Instant.now()).orElse(Duration.ZERO);
        trouble = new Trouble(said(reply), pause);
      } catch (IOException problem) {
        trouble = new Trouble(String.valueOf(problem.getMessage()), Duration.ZERO);
      }
      if (attempt >= server.attempts()) {
        throw new LettaProblem(
            ("%s failed %d times, lastly: %s; what has come is kept, and the same command goes on"
                    + " from there")
                .formatted(route, attempt, trouble.what()));
      }
      pause(route, trouble, attempt);
    }
  }

  private static boolean isForAWhile(int status) {
    return FOR_A_WHILE.contains(status) || status >= 500 && !NOT_OFFERED.contains(status);
  }

  /** Never shorter than is usual after so many attempts, though the server may ask for less. */
  private void pause(String route, Trouble trouble, int attempt) {
    Duration usual = server.pause().multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
    Duration pause = trouble.pause().compareTo(usual) > 0 ? trouble.pause() : usual;
    progress.at(
        "%s: %s; asked again in %.1f s, %d of %d"
            .formatted(
                route.replaceFirst("\\?.*", ""),
                trouble.what(),
                pause.toMillis() / 1_000.0,
                attempt + 1,
                server.attempts()));
    Pause.of(pause.toNanos());
    if (Thread.currentThread().isInterrupted()) {
      throw new LettaProblem("interrupted");
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
    return (reply.statusCode() + " " + line.substring(0, Math.min(line.length(), SHOWN))).strip();
  }

  @Override
  public void close() {
    wire.close();
  }
}
