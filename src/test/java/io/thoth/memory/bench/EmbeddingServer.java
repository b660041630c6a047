package io.thoth.memory.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.thoth.memory.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** An OpenAI-compatible embeddings server that can be told to take requests and never answer. */
final class EmbeddingServer implements AutoCloseable {
  private static final int DIMENSIONS = 64;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private volatile CountDownLatch stall = new CountDownLatch(0);

  EmbeddingServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  Map<String, String> settings() {
    return Map.of(
        "THOTH_EMBEDDER",
        "openai",
        "THOTH_EMBEDDING_MODEL",
        "bench",
        "OPENAI_API_BASE",
        "http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  /** From now on nobody is answered. */
  void stall() {
    stall = new CountDownLatch(1);
  }

  /** Those who still wait are answered, and everybody who comes. */
  void recover() {
    stall.countDown();
  }

  private record Body(List<String> input) {}

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Body body = Json.read(new String(exchange.getRequestBody().readAllBytes()), Body.class);
      stall.await();
      List<Map<String, Object>> data =
          IntStream.range(0, body.input().size())
              .mapToObj(i -> Map.<String, Object>of("index", i, "embedding", vector(i, body)))
              .toList();
      byte[] bytes = Json.writeBytes(Map.of("data", data));
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<Float> vector(int index, Body body) {
    Random random = new Random(body.input().get(index).hashCode());
    return IntStream.range(0, DIMENSIONS).mapToObj(_ -> (float) random.nextGaussian()).toList();
  }

  @Override
  public void close() {
    recover();
    server.stop(0);
    threads.shutdownNow();
  }
}
