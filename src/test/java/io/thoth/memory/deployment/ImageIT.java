package io.thoth.memory.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the image starts, in a folder that is laid out as the image is. */
class ImageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private Dockerfile image;
  private @Nullable Process process;

  @BeforeEach
  void layOut() throws IOException {
    image = Dockerfile.read();
    for (Dockerfile.Instruction copy : image.last("COPY")) {
      List<String> words = copy.words();
      Path source =
          words.size() == 2
              ? Path.of(words.getFirst())
              : Path.of("/build").relativize(Path.of(words.get(1)));
      copy(source, root().resolve(words.getLast()));
    }
  }

  /** In the place of the image's folder. */
  private Path root() {
    return folder.resolve("program");
  }

  private static void copy(Path source, Path target) throws IOException {
    try (Stream<Path> paths = Files.walk(source)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        Path to = Files.isDirectory(source) ? target.resolve(source.relativize(path)) : target;
        Files.createDirectories(Objects.requireNonNull(to.getParent()));
        Files.copy(path, to);
        to.toFile().setExecutable(path.toFile().canExecute());
      }
    }
  }

  @AfterEach
  void end() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void theImagesStartCommandGetsHealthyAndEndsWithZeroWhenItIsStopped() throws Exception {
    int port = freePort();
    start(port, image.only("CMD").words());

    awaitHealthy(port);
    running().destroy();

    assertTrue(running().waitFor(PATIENCE), this::output);
    assertEquals(0, running().exitValue(), this::output);
    assertTrue(Files.exists(folder.resolve("data/thoth.db")), this::output);
  }

  @Test
  void otherCommandsAreGivenInItsPlace() throws Exception {
    start(freePort(), List.of("version"));

    assertTrue(running().waitFor(PATIENCE), this::output);
    assertEquals(0, running().exitValue(), this::output);
    assertTrue(
        output().lines().anyMatch(line -> line.matches("\\d+\\.\\d+\\.\\d+\\S*")), this::output);
  }

  private Process running() {
    return Objects.requireNonNull(process);
  }

  private void start(int port, List<String> command) throws IOException {
    String workdir = image.only("WORKDIR").text();
    List<String> words = new ArrayList<>(image.only("ENTRYPOINT").words());
    words.replaceAll(word -> word.replace(workdir, root().toString()));
    words.addAll(command);
    Map<String, String> environment = new HashMap<>(image.environment());
    environment.put("THOTH_DATA_DIR", folder.resolve("data").toString());
    environment.put("LETTA_SERVER_PORT", Integer.toString(port));
    environment.put("LETTA_SERVER_HOST", "127.0.0.1");
    environment.put("THOTH_EMBEDDER", "none");
    environment.put("PATH", Objects.requireNonNull(System.getenv("PATH")));
    environment.put("JAVA_HOME", Objects.requireNonNull(System.getProperty("java.home")));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.directory(root().toFile()).redirectOutput(Redirect.to(log().toFile()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    process = builder.start();
  }

  private void awaitHealthy(int port) throws Exception {
    URI asked = URI.create(image.healthUrl().replace(":8283/", ":" + port + "/"));
    HttpRequest request = HttpRequest.newBuilder(asked).timeout(PATIENCE).build();
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (!answers(client, request)) {
        assertTrue(!running().waitFor(Duration.ofMillis(50)), this::output);
        assertTrue(System.nanoTime() < end, this::output);
      }
    }
  }

  private static boolean answers(HttpClient client, HttpRequest request)
      throws InterruptedException {
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private Path log() {
    return folder.resolve("log");
  }

  private String output() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
