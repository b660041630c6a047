package io.thoth.memory.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A real Redis server on a free port of this machine, which keeps nothing on disk. */
public final class RedisServer implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/redis-server");
  private static final long SECONDS = 1_000_000_000L;

  private final int port;
  private final List<String> settings;
  private volatile Process process;

  /** Starts one; the settings are further arguments of its command. */
  public RedisServer(String... settings) {
    this(freePort(), List.of(settings));
  }

  private RedisServer(int port, List<String> settings) {
    if (!Files.isExecutable(PROGRAM)) {
      throw new IllegalStateException("no Redis here: install it (apt-get install redis-server)");
    }
    this.port = port;
    this.settings = settings;
    this.process = run();
  }

  /**
   * Starts one that speaks nothing but TLS.
   *
   * @param authority who signs the certificates of clients
   */
  public static RedisServer secured(Authority.Pair own, Path authority, String... settings) {
    int port = freePort();
    List<String> all = new ArrayList<>(List.of("--port", "0", "--tls-port", String.valueOf(port)));
    all.addAll(List.of("--tls-cert-file", own.certificate().toString()));
    all.addAll(List.of("--tls-key-file", own.key().toString()));
    all.addAll(List.of("--tls-ca-cert-file", authority.toString()));
    all.addAll(List.of(settings));
    return new RedisServer(port, all);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again after {@link #kill}, empty, and waits until it answers. */
  public void start() {
    process = run();
  }

  private Process run() {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(PROGRAM.toString(), "--port", String.valueOf(port)));
    command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--appendonly", "no"));
    command.addAll(settings);
    try {
      Process started =
          new ProcessBuilder(command)
              .directory(Files.createTempDirectory("thoth-redis-").toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
      await(started);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(Process started) {
    long end = System.nanoTime() + 30 * SECONDS;
    while (!listens()) {
      if (!started.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("redis-server does not listen on port " + port);
      }
      LockSupport.parkNanos(SECONDS / 100);
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  public int port() {
    return port;
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** As by {@code kill -9}. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Stops it in the middle of whatever it does; connections stay open and unanswered. */
  public void freeze() {
    signal("-STOP");
  }

  public void thaw() {
    signal("-CONT");
  }

  private void signal(String signal) {
    List<String> words = List.of("kill", signal, String.valueOf(process.pid()));
    new Command(words, Path.of("."), Map.of(), Duration.ofSeconds(10)).run();
  }

  /** Sends one command, whose parts have no spaces in them, and answers all that comes back. */
  public String say(String... parts) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String lines = String.join(" ", parts) + "\r\nQUIT\r\n";
      socket.getOutputStream().write(lines.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
