package io.thoth.memory.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/thoth-memory start} as a person runs it, but from another folder and on any port. */
class StartIT {
  private static final int STARTS = 3;
  private static final long IDLE_GOAL_MB = 400;
  private static final Duration IDLE = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern LISTENS = Pattern.compile("listens on (http://\\S+)\n");
  private static final Pattern MODEL_LOADED = Pattern.compile("embedding=ready");

  @TempDir private Path folder;
  private Process process;
  private int starts;

  @BeforeEach
  void start() throws IOException {
    start(0);
  }

  private void start(int port) throws IOException {
    starts++;
    ProcessBuilder builder =
        new ProcessBuilder(Path.of("bin/thoth-memory").toAbsolutePath().toString(), "start");
    builder.directory(folder.toFile()).redirectErrorStream(true);
    builder.redirectOutput(Redirect.to(log().toFile()));
    builder.environment().put("THOTH_DATA_DIR", "data");
    builder.environment().put("LETTA_SERVER_PORT", Integer.toString(port));
    process = builder.start();
  }

  @AfterEach
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /**
   * The best of a few starts, because other work on the machine only ever adds. The first one also
   * leaves the class cache that the others use.
   */
  @Test
  void isHealthySoonAfterTheStart() throws Exception {
    Duration best = awaitHealthy();
    while (best.compareTo(startGoal()) > 0 && starts < STARTS) {
      terminate();
      start();
      Duration next = awaitHealthy();
      best = next.compareTo(best) < 0 ? next : best;
    }

    String measured = "healthy after " + best + ", allowed " + startGoal();
    assertTrue(best.compareTo(startGoal()) <= 0, measured);
  }

  /** Two seconds, and more by as much as other work holds up this machine. */
  private static Duration startGoal() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    double waiting = system.getSystemLoadAverage() / system.getAvailableProcessors();
    return Duration.ofMillis(Math.round(2_000 * Math.max(1, waiting)));
  }

  @Test
  void staysSmallWhileIdleWithItsModelLoaded() throws Exception {
    awaitHealthy();
    awaitOutput(MODEL_LOADED);
    assertTrue(!process.waitFor(IDLE), output());

    long megabytes = residentKilobytes() / 1024;

    assertTrue(megabytes <= IDLE_GOAL_MB, "resident memory: " + megabytes + " MB");
  }

  @Test
  void drainsAndExitsWithZeroWhenTerminated() throws Exception {
    awaitHealthy();

    int exit = terminate();

    assertEquals(0, exit, output());
  }

  @Test
  void aRelativeDataDirectoryCountsFromTheCallersFolder() throws Exception {
    awaitHealthy();

    assertTrue(Files.isDirectory(folder.resolve("data")), output());
  }

  @Test
  void aPortInUseIsSaidInOneLine() throws Exception {
    kill();
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      start(other.getLocalPort());

      assertTrue(process.waitFor(PATIENCE), output());
    }

    assertEquals(1, process.exitValue());
    assertTrue(output().contains("thoth-memory: cannot listen on 127.0.0.1 port "), output());
    assertTrue(!output().contains("\tat "), output());
  }

  @Test
  void aDataDirectoryInUseIsSaidInOneLine() throws Exception {
    awaitHealthy();
    Process first = process;
    start(0);

    boolean ended = process.waitFor(PATIENCE);
    first.destroyForcibly();

    assertTrue(ended, output());
    assertEquals(1, process.exitValue());
    assertTrue(output().contains("thoth.db is in use by another process"), output());
    assertTrue(!output().contains("\tat "), output());
  }

  /** How long after the start of the process, script included, it answered that it is healthy. */
  private Duration awaitHealthy() throws Exception {
    assertEquals(200, status(awaitUrl() + "/v1/health/"));
    return Duration.between(started(), Instant.now());
  }

  private String awaitUrl() throws Exception {
    return awaitOutput(LISTENS).group(1);
  }

  private MatchResult awaitOutput(Pattern wanted) throws Exception {
    Instant end = started().plus(PATIENCE);
    Matcher found = wanted.matcher(output());
    while (!found.find()) {
      assertTrue(!process.waitFor(Duration.ofMillis(10)), output());
      assertTrue(Instant.now().isBefore(end), output());
      found = wanted.matcher(output());
    }
    return found;
  }

  private Instant started() {
    return process.info().startInstant().orElseThrow();
  }

  private static int status(String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  private int terminate() throws Exception {
    process.destroy();
    assertTrue(process.waitFor(PATIENCE), output());
    return process.exitValue();
  }

  private long residentKilobytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private Path log() {
    return folder.resolve("start-" + starts + ".log");
  }

  private String output() throws IOException {
    return Files.readString(log());
  }
}
