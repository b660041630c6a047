package io.thoth.memory.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Carries the protocol between standard input and output, one message a line, and the {@code /mcp}
 * of a node. Messages go one after the other, so that the effects have the order of the lines. Not
 * thread-safe.
 */
public final class StdioBridge {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final int NO_ANSWER = -32_000;

  /** Which node to talk to. */
  @FunctionalInterface
  public interface Upstream {
    /**
     * The address of its endpoint.
     *
     * @param again whether the one told last does not answer any more
     */
    URI endpoint(boolean again);
  }

  private final Upstream upstream;
  private final Optional<String> password;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * @param password of a secured node
   */
  public StdioBridge(Upstream upstream, Optional<String> password) {
    this.upstream = upstream;
    this.password = password;
  }

  /** Answers line by line until the input ends. */
  public void run(InputStream in, OutputStream out) throws IOException, InterruptedException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Optional<String> answer = line.isBlank() ? Optional.empty() : answer(line);
      if (answer.isPresent()) {
        out.write((answer.get() + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    }
  }

  private Optional<String> answer(String line) throws InterruptedException {
    JsonNode message;
    try {
      message = Json.parse(line.getBytes(StandardCharsets.UTF_8));
    } catch (Fault fault) {
      return Optional.of(error(NullNode.getInstance(), ErrorCodes.PARSE_ERROR, fault.getMessage()));
    }
    JsonNode id = message.path("id");
    try {
      HttpResponse<String> response = send(line);
      if (response.body().isEmpty() || response.body().contains("\"jsonrpc\"")) {
        return Optional.of(response.body()).filter(body -> !body.isEmpty());
      }
      return refused(id, "HTTP " + response.statusCode() + ": " + response.body());
    } catch (IOException | RuntimeException problem) {
      return refused(id, "the node cannot be reached: " + problem);
    }
  }

  /** A notification cannot be refused, only a request. */
  private static Optional<String> refused(JsonNode id, String why) {
    return id.isMissingNode() ? Optional.empty() : Optional.of(error(id, NO_ANSWER, why));
  }

  private HttpResponse<String> send(String line) throws IOException, InterruptedException {
    try {
      return send(upstream.endpoint(false), line);
    } catch (ConnectException e) {
      return send(upstream.endpoint(true), line); // nothing was sent, so nothing is done twice
    }
  }

  private HttpResponse<String> send(URI endpoint, String line)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(BodyPublishers.ofString(line));
    password.ifPresent(word -> request.header("Authorization", "Bearer " + word));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String error(JsonNode id, int code, String why) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("jsonrpc", "2.0");
    answer.put("id", id);
    answer.put("error", Map.of("code", code, "message", why));
    return Json.write(answer);
  }
}
