package io.thoth.memory.embedding;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An embeddings server on this machine that answers as it is told and remembers the requests. */
final class FakeProvider implements AutoCloseable {
  /** What came in. */
  record Request(String path, String authorization, String model, List<String> texts) {}

  private record Body(String model, List<String> input) {}

  /** How to answer. */
  interface Answer {
    void to(Request request, HttpExchange exchange) throws IOException, InterruptedException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile Answer answer = (request, exchange) -> body(exchange, 200, vectors(request));

  FakeProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String baseUrl() {
    return "http://localhost:" + server.getAddress().getPort() + "/v1";
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  void answers(Answer how) {
    answer = how;
  }

  void answers(int status, String body) {
    answer = (request, exchange) -> body(exchange, status, body);
  }

  /** Sends the headers when told to, then nothing until the server is closed. */
  void stalls(boolean afterHeaders) {
    answer =
        (request, exchange) -> {
          if (afterHeaders) {
            exchange.sendResponseHeaders(200, 1_000);
          }
          end.await();
        };
  }

  /** The text's length and its first letter as a vector, for each text. */
  static String vectors(Request request) {
    return IntStream.range(0, request.texts().size())
        .mapToObj(i -> item(i, request.texts().get(i)))
        .collect(Collectors.joining(",", "{\"object\": \"list\", \"data\": [", "]}"));
  }

  static String item(int index, String text) {
    return "{\"index\": %d, \"embedding\": [%d, %d]}"
        .formatted(index, text.length(), (int) text.charAt(0));
  }

  static void body(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Body body = new ObjectMapper().readValue(exchange.getRequestBody(), Body.class);
    Request request =
        new Request(
            exchange.getRequestURI().getPath(),
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
            body.model(),
            body.input());
    requests.add(request);
    try {
      answer.to(request, exchange);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
