package io.thoth.memory.deployment;

import io.thoth.memory.support.HttpPeer;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real nginx with our configuration, but for where it listens and what it stands in front of. */
final class Nginx extends HttpPeer {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path log;
  private final int port;
  private final Process process;

  private Nginx(Path log, int port, Process process) {
    this.log = log;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts it in front of a port of this machine.
   *
   * @param folder of its own
   */
  static Nginx before(int service, Path folder) throws IOException, InterruptedException {
    int port = freePort();
    String text =
        Files.readString(Path.of("nginx/nginx.conf"))
            .replace("http://letta:8283", "http://127.0.0.1:" + service)
            .replace("listen 80;", "listen 127.0.0.1:" + port + ";")
            .replace("/tmp/nginx.pid", folder.resolve("pid").toString());
    Path configuration = Files.writeString(folder.resolve("nginx.conf"), text);
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(
                List.of(
                    "nginx",
                    "-c",
                    configuration.toString(),
                    "-p",
                    folder.toString(),
                    "-g",
                    "daemon off;"))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()))
            .start();
    Nginx nginx = new Nginx(log, port, process);
    nginx.awaitListening();
    return nginx;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitListening() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!listens()) {
      if (process.waitFor(Duration.ofMillis(20)) || System.nanoTime() > end) {
        process.destroy();
        throw new AssertionError("nginx does not listen: " + Files.readString(log));
      }
    }
  }

  private boolean listens() {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    super.close();
    process.destroy();
    process.onExit().join();
  }
}
