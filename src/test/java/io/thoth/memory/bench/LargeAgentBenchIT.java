package io.thoth.memory.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.bench.OpenLoad.Kind;
import io.thoth.memory.support.HttpPeer;
import io.thoth.memory.support.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An agent with 100,000 messages and 50,000 passages comes, goes out, comes again and is deleted,
 * in the packaged program with a heap of 256 MB, while clients of other agents ask for this and
 * that. Nothing embeds: the vectors of so many texts would take most of an hour, and are another
 * bench's.
 */
@Tag("bench")
class LargeAgentBenchIT {
  private static final Logger LOG = LoggerFactory.getLogger("bench");
  private static final LargeAgent LARGE = new LargeAgent(100_000, 50_000);
  private static final LargeAgent PRACTICE = new LargeAgent(40_000, 20_000);
  private static final int PER_SECOND = 150;
  private static final int PER_SECOND_AT_FIRST = 600;
  private static final int PRACTICES = 2;
  private static final int EXPORTS = 6;
  private static final double BOUND = 2;
  private static final Duration IDLE = Duration.ofSeconds(20);
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final Pattern COLLECTION =
      Pattern.compile("(\\d+)M->\\d+M\\(\\d+M\\) ([0-9.]+)ms");
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d[T ][0-9:.]+(Z| UTC| [AP]M UTC)?([+-][0-9:]+)?");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  @TempDir Path folder;
  private Path files;
  private Program program;
  private HttpPeer peer;
  private AgentCarrier carrier;
  private OtherAgents others;
  private OpenLoad load;
  private final ExecutorService worker = Executors.newSingleThreadExecutor();
  private final Latencies idle = new Latencies();
  private final Map<String, Latencies> busy = new LinkedHashMap<>();
  private long largestLog;

  @BeforeEach
  void start() throws IOException {
    // What the client writes to its disk is not to be measured.
    files = Files.isWritable(MEMORY) ? Files.createTempDirectory(MEMORY, "thoth-") : folder;
    // The least heap is the one that bin/thoth-memory gives.
    String options = "-Xms64m -Xmx256m -Xlog:gc:file=" + folder.resolve("gc.log").toAbsolutePath();
    program =
        Program.start(
            folder.resolve("data"), Map.of("THOTH_EMBEDDER", "none", "JAVA_TOOL_OPTIONS", options));
    peer =
        new HttpPeer() {
          @Override
          public String url() {
            return program.url();
          }
        };
    carrier = new AgentCarrier(program, peer);
    others = new OtherAgents(peer);
    load = new OpenLoad(port(), PER_SECOND);
  }

  private int port() {
    return URI.create(program.url()).getPort();
  }

  @AfterEach
  void stop() throws IOException {
    worker.close();
    carrier.close();
    peer.close();
    program.close();
    try (Stream<Path> left = Files.list(files)) {
      for (Path file : left.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    if (!files.equals(folder)) {
      Files.delete(files);
    }
  }

  @Test
  void othersHardlyNoticeThatALargeAgentComesAndGoes() throws Exception {
    warmUp();
    Path given = file("given.af", LARGE);
    idle();

    String first = during("import", () -> carrier.bring(given));
    Path exported = files.resolve("exported.af");
    during("export", () -> exportSeveral(first, exported));
    String second = during("second import", () -> carrier.bring(exported));
    Path again = files.resolve("again.af");
    during("second export", () -> exportSeveral(second, again));
    during("deletion of the agent", () -> carrier.delete("agent", first));
    String archive = carrier.archive(second);
    during("deletion of an archive", () -> carrier.delete("archive", archive));
    alone(given);

    tell();
    assertEquals(LARGE.content(), LargeAgent.read(exported));
    assertSame(exported, again);
    assertEquals(404, peer.get("/v1/agents/" + first).status());
    assertFalse(Files.readString(program.log()).contains("OutOfMemory"), program::logTail);
    busy.forEach(
        (what, latencies) ->
            assertTrue(ratio(latencies) <= BOUND, "others wait too long during the " + what));
  }

  /**
   * Until what is measured runs compiled: while the compiler works it has one of two processors,
   * and whoever asks waits for the other. It is done with what was called 5,000 times, so the
   * others ask more often than later, and meanwhile, as code that was compiled for them alone is
   * compiled anew when an import comes.
   */
  private void warmUp() throws Exception {
    Path practice = file("practice.af", PRACTICE);
    CompletableFuture<Void> practised =
        CompletableFuture.runAsync(() -> quietly(() -> practise(practice)), worker);
    new OpenLoad(port(), PER_SECOND_AT_FIRST).during(() -> !practised.isDone(), others::asked);
    practised.join();
  }

  private boolean practise(Path practice) throws Exception {
    Path exported = files.resolve("practice-exported.af");
    for (int i = 0; i < PRACTICES; i++) {
      String first = carrier.bring(practice);
      carrier.export(first, exported);
      String second = carrier.bring(exported);
      for (String agent : new String[] {first, second}) {
        String archive = carrier.archive(agent);
        carrier.delete("agent", agent);
        carrier.delete("archive", archive);
      }
    }
    return true;
  }

  /** One alone is too short for a 99th percentile. */
  private Path exportSeveral(String agentId, Path target) throws Exception {
    for (int i = 0; i < EXPORTS; i++) {
      carrier.export(agentId, target);
    }
    return target;
  }

  private Path file(String name, LargeAgent agent) throws IOException {
    Path file = files.resolve(name);
    agent.write(file);
    return file;
  }

  private void idle() {
    long end = System.nanoTime() + IDLE.toNanos();
    Latencies round = load.during(() -> System.nanoTime() < end, others::asked);
    idle.addAll(round);
    LOG.info("idle: {}", round);
  }

  /** Nobody else asks for anything, so that it need not make way. */
  private void alone(Path given) throws Exception {
    long begin = System.nanoTime();
    String agent = carrier.bring(given);
    long brought = System.nanoTime();
    carrier.export(agent, files.resolve("alone.af"));
    LOG.info(
        "alone an import takes {} ms, an export {} ms",
        (brought - begin) / 1_000_000,
        (System.nanoTime() - brought) / 1_000_000);
  }

  private <T> T during(String what, Callable<T> work) throws Exception {
    long begin = System.nanoTime();
    CompletableFuture<T> done = CompletableFuture.supplyAsync(() -> quietly(work), worker);
    Latencies latencies =
        load.during(
            () -> {
              largestLog = Math.max(largestLog, logSize());
              return !done.isDone();
            },
            others::asked);
    busy.put(what, latencies);
    LOG.info("{} took {} s: {}", what, (System.nanoTime() - begin) / 1_000_000_000, latencies);
    idle();
    return done.join();
  }

  private static <T> T quietly(Callable<T> work) {
    try {
      return work.call();
    } catch (Exception problem) {
      throw new IllegalStateException(problem);
    }
  }

  private long logSize() {
    try {
      Path log = folder.resolve("data").resolve("thoth.db-wal");
      return Files.exists(log) ? Files.size(log) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** The same line by line, but for ids and times. */
  private static void assertSame(Path one, Path two) throws IOException {
    try (BufferedReader left = Files.newBufferedReader(one);
        BufferedReader right = Files.newBufferedReader(two)) {
      long number = 1;
      for (String line = left.readLine(); line != null; line = left.readLine(), number++) {
        assertEquals(fixed(line), fixed(String.valueOf(right.readLine())), "line " + number);
      }
      assertEquals(null, right.readLine());
    }
  }

  private static String fixed(String line) {
    return ID.matcher(TIME.matcher(line).replaceAll("TIME")).replaceAll("ID");
  }

  private double ratio(Latencies latencies) {
    return latencies.p99() / idle.p99();
  }

  private void tell() throws IOException {
    LOG.info("idle, all rounds: {}", idle);
    busy.forEach(
        (what, latencies) -> {
          StringBuilder kinds = new StringBuilder();
          for (Kind kind : Kind.values()) {
            double ratio = latencies.p99(kind) / idle.p99(kind);
            kinds.append(" %s %.2f".formatted(kind, ratio));
          }
          String ratio = "%.2f".formatted(ratio(latencies));
          LOG.info(
              "BENCH others' p99 during the {} / when idle = {} (at most {};{})",
              what,
              ratio,
              BOUND,
              kinds);
        });
    tellMemory();
  }

  private void tellMemory() throws IOException {
    long peak = 0;
    double pause = 0;
    for (String line : Files.readAllLines(folder.resolve("gc.log"))) {
      Matcher found = COLLECTION.matcher(line);
      if (found.find()) {
        peak = Math.max(peak, Long.parseLong(found.group(1)));
        pause = Math.max(pause, Double.parseDouble(found.group(2)));
      }
    }
    LOG.info(
        "BENCH peak heap {} MB, longest pause {} ms, {}, largest write-ahead log {} MB",
        peak,
        pause,
        resident(),
        largestLog >> 20);
  }

  private String resident() throws IOException {
    Path status = Path.of("/proc", Long.toString(program.process().pid()), "status");
    if (!Files.exists(status)) {
      return "resident memory unknown";
    }
    try (Stream<String> lines = Files.lines(status)) {
      String line = lines.filter(one -> one.startsWith("VmHWM")).findFirst().orElse("VmHWM: ?");
      return "peak resident" + line.substring(line.indexOf(':') + 1).replaceAll("\\s+", " ");
    }
  }
}
