package io.thoth.memory.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The packaged program as a process of its own, on a free port and a data directory of the caller.
 *
 * <p>It is up when {@link #start} returns: {@code GET /v1/health/} has answered 200. The port and
 * the log file stay the same over {@link #restart}, so a client may keep its URL. Everything the
 * program prints goes to {@link #log}; each failure here quotes its end. Not thread-safe, except
 * {@link #kill}, which may be called while another thread sends requests.
 */
public final class Program implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final int TAIL_LINES = 200;

  private final ProgramCommand command;
  private final int port;
  private final Path log;
  private volatile Process process;

  private Program(Path data, Map<String, String> extra) throws IOException {
    this.port = freePort();
    this.log = Files.createTempFile(logDirectory(), "program-", ".log");
    this.command = new ProgramCommand(data, port, extra);
    this.process = launch();
  }

  /** Starts the program on {@code data} (made when missing) and waits until it is healthy. */
  public static Program start(Path data) {
    return start(data, Map.of());
  }

  /** The same with {@code environment} on top of the defaults, for example a password. */
  public static Program start(Path data, Map<String, String> environment) {
    try {
      Program program = new Program(data, environment);
      // For a test run that is itself interrupted: nothing of it goes on running.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> program.process.destroyForcibly()));
      program.awaitHealthy();
      return program;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens, without a slash at the end: {@code http://127.0.0.1:<port>}. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** {@code path}, which begins with a slash, on this program. */
  public URI url(String path) {
    return URI.create(url() + path);
  }

  /** The running process, or the one that ended last. */
  public Process process() {
    return process;
  }

  /** What it has printed since the first start, standard output and error together. */
  public Path log() {
    return log;
  }

  /** The last lines of {@link #log}. */
  public String logTail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "cannot read " + log + ": " + e;
    }
  }

  /** Ends it as {@code kill -9} does and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  /**
   * Asks it to stop as {@code kill -15} does and waits.
   *
   * @return its exit code
   * @throws AssertionError when it still runs after 30 seconds
   */
  public int terminate() {
    process.destroy();
    return awaitExit();
  }

  /** Starts it again on the same data, port and log; kills it first if it still runs. */
  public void restart() {
    kill();
    try {
      process = launch();
      awaitHealthy();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }

  private Process launch() throws IOException {
    return command.builder().redirectOutput(Redirect.appendTo(log.toFile())).start();
  }

  private void awaitHealthy() {
    HttpRequest health = HttpRequest.newBuilder(url("/v1/health/")).timeout(START_LIMIT).build();
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (!process.isAlive() || !answers(client, health)) {
        if (exitsWithin(POLL)) {
          throw failure("ended with exit code " + process.exitValue() + " before it was healthy");
        }
        if (System.nanoTime() > deadline) {
          kill();
          throw failure("was not healthy within " + START_LIMIT.toSeconds() + " s");
        }
      }
    }
  }

  private static boolean answers(HttpClient client, HttpRequest health) {
    try {
      return client.send(health, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private int awaitExit() {
    if (!exitsWithin(STOP_LIMIT)) {
      throw failure("still runs " + STOP_LIMIT.toSeconds() + " s after it was told to stop");
    }
    return process.exitValue();
  }

  private boolean exitsWithin(Duration limit) {
    try {
      return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private AssertionError failure(String what) {
    return new AssertionError("the program " + what + "; end of " + log + ":\n" + logTail());
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while waiting for the program", e);
  }

  private static Path logDirectory() throws IOException {
    return Files.createDirectories(Path.of("target", "program-logs"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
