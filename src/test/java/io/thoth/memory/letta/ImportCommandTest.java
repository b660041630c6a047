package io.thoth.memory.letta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.Main;
import io.thoth.memory.letta.OldLetta.Canned;
import io.thoth.memory.support.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command, as a program of its own that can be killed. */
class ImportCommandTest {
  private static final long SECONDS = 60;

  @SuppressWarnings("NullAway.Init") // by start
  private static TestNode source;

  @SuppressWarnings("NullAway.Init") // by start
  private static OldMemory memory;

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // by begin
  private OldLetta old;

  @BeforeAll
  static void start() {
    source = TestNode.start();
    memory = OldMemory.on(source);
  }

  @AfterAll
  static void stop() {
    source.close();
  }

  @BeforeEach
  void begin() {
    old = OldLetta.before(source);
  }

  @AfterEach
  void end() {
    old.close();
  }

  private Destination destination() {
    return new Destination(Map.of("THOTH_DATA_DIR", folder.resolve("data").toString()));
  }

  private Process started(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx256m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.add("import");
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile());
    builder.environment().put("THOTH_DATA_DIR", folder.resolve("data").toString());
    return builder.start();
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("said"));
  }

  private int run(String... words) throws IOException, InterruptedException {
    Process process = started(words);
    try {
      assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "it does not end");
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void itCarriesTellsHowFarItIsAndReports() throws Exception {
    int code = run("--from", old.url() + "/");

    assertEquals(0, code, this::saidNow);
    assertTrue(said().contains("agent 1 of 2"), said());
    assertTrue(said().contains("messages: 99, now those of ada"), said());
    assertTrue(said().matches("(?s).*passages +350 carried +0 here already.*"), said());
    assertTrue(said().contains("not carried: 1 folders: "), said());
    assertTrue(said().contains("imported from " + old.url() + "/ into "), said());
    requireEverything();
  }

  private String saidNow() {
    try {
      return said();
    } catch (IOException e) {
      return e.toString();
    }
  }

  private void requireEverything() {
    try (TestNode node = destination().node();
        OldLetta here = OldLetta.before(node)) {
      for (String path : Told.paths(memory)) {
        assertEquals(Told.of(old, path), Told.of(here, path), path);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/archival-memory",
        "/messages?order=asc&include_err=true&use",
        "/v1/conversations/conv-"
      })
  void killedInTheMiddleItGoesOnWhereItWas(String where) throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    old.can(
        target -> {
          if (target.contains(where) && target.contains("after=")) {
            reached.countDown();
            await(never);
          }
          return null;
        });
    Process process = started("--from", old.url());
    try {
      assertTrue(reached.await(SECONDS, TimeUnit.SECONDS), this::saidNow);
    } finally {
      process.destroyForcibly().waitFor();
      never.countDown();
    }
    old.can(_ -> null);

    int code = run("--from", old.url());

    assertEquals(0, code, this::saidNow);
    requireEverything();
  }

  private static Canned await(CountDownLatch latch) {
    try {
      latch.await();
      return new Canned(500, "{}");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aNodeThatRunsOnTheDataIsInTheWay() throws Exception {
    try (TestNode node = destination().node()) {
      int code = run("--from", old.url());

      assertEquals(1, code);
      assertTrue(said().startsWith("thoth-memory: "), said());
      assertTrue(said().contains("in use"), said());
      assertEquals(0, node.get("/v1/agents/").json().size());
    }
  }

  @Test
  void anOrganizationThatIsNotThereIsRefused() throws Exception {
    String nobody = "org-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11";

    assertEquals(1, run("--from", old.url(), "--organization", nobody));
    assertTrue(said().contains("there is no " + nobody), said());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--from",
        "--from old:8283",
        "--from http://a --from http://b",
        "--to x",
        "--from http://a --organization x",
        "--from http://a --user x"
      })
  void wrongWordsAreRefused(String words) throws Exception {
    String[] given = words.isEmpty() ? new String[0] : words.split(" ");

    assertEquals(1, run(given));
    assertTrue(said().contains("thoth-memory: "), said());
    assertEquals(List.of(), old.asked());
  }
}
