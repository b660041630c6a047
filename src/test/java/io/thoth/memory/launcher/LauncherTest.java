package io.thoth.memory.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {
  private MiniatureProject project;

  @BeforeEach
  void setUp(@TempDir Path folder) throws Exception {
    project = new MiniatureProject(folder);
    project.with("JAVA_HOME", project.jdk("25.0.1", 0).toString());
  }

  @Test
  void helpPrintsTheUsage() throws Exception {
    var outcome = project.run("thoth-memory", "help");

    assertEquals(0, outcome.exit());
    assertTrue(outcome.output().startsWith("Usage: bin/thoth-memory COMMAND"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "stop", "--port"})
  void anUnknownCommandPrintsTheUsageAsAnError(String command) throws Exception {
    var outcome = project.run("thoth-memory", command);

    assertEquals(2, outcome.exit());
    assertEquals("", outcome.output());
    assertTrue(outcome.errors().startsWith("Usage: bin/thoth-memory COMMAND"));
    assertEquals(0, project.builds());
  }

  @Test
  void versionIsOneLineAndNeedsNoBuild() throws Exception {
    var outcome = project.run("thoth-memory", "version");

    assertTrue(outcome.output().matches("\\d+\\.\\d+\\.\\d+\\S*\n"), outcome.output());
    assertEquals(0, project.builds());
  }

  @Test
  void startWithoutAJdkSaysInOneLineWhatToInstall() throws Exception {
    project.withoutAnyJdk();

    var outcome = project.run("thoth-memory", "start");

    assertEquals(1, outcome.exit());
    assertEquals(1, outcome.errors().lines().count());
    assertTrue(outcome.errors().contains("JDK 25"));
  }

  @Test
  void startBuildsWhenNothingIsBuilt() throws Exception {
    var outcome = project.run("thoth-memory", "start");

    assertEquals(1, project.builds());
    assertEquals(1, outcome.errors().lines().count(), outcome.errors());
    assertTrue(outcome.errors().contains("building"));
    assertTrue(outcome.output().contains("jdk=25.0.1"), outcome.output());
  }

  @Test
  void startBuildsNothingWhenTheJarIsNewest() throws Exception {
    project.run("thoth-memory", "start");

    var outcome = project.run("thoth-memory", "start");

    assertEquals(1, project.builds());
    assertEquals("", outcome.errors());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pom.xml", "src/main/java/Main.java"})
  void startBuildsAgainWhenASourceIsNewer(String source) throws Exception {
    project.run("thoth-memory", "start");
    project.change(source);

    project.run("thoth-memory", "start");

    assertEquals(2, project.builds());
  }

  @Test
  void aBuildThatFailsShowsMavensOutputAndLeavesNothingBuilt() throws Exception {
    project.maven("touch target/thoth-memory.jar; exit 1");

    var outcome = project.run("thoth-memory", "start");

    assertEquals(1, outcome.exit());
    assertTrue(outcome.errors().contains("maven speaks"));
    assertFalse(project.isBuilt());
    assertEquals("", outcome.output());
  }

  @Test
  void startBecomesTheJvmAndEndsWithItsExitCode() throws Exception {
    project.with("JAVA_HOME", project.jdk("25.0.2", 7).toString());

    var outcome = project.run("thoth-memory", "start");

    assertEquals(7, outcome.exit());
    assertTrue(outcome.output().contains("pid=" + outcome.pid() + " "), outcome.output());
  }

  @Test
  void startPassesOptionsToTheJvmAndArgumentsToTheProgram() throws Exception {
    project.with("THOTH_JAVA_OPTS", "-Xmx2g -Da=b");

    var outcome = project.run("thoth-memory", "start", "two words");

    String words = outcome.output();
    assertTrue(words.contains("--enable-native-access=ALL-UNNAMED"), words);
    assertTrue(words.indexOf("-Xmx2g -Da=b") < words.indexOf("-jar"), words);
    assertTrue(words.endsWith("thoth-memory.jar start two words\n"), words);
  }

  @Test
  void everyJarHasAClassCacheOfItsOwnAndTheOldOneGoes() throws Exception {
    Path old = classCache(project.run("thoth-memory", "start"));
    Files.createFile(old);
    project.change("target/thoth-memory.jar");

    Path current = classCache(project.run("thoth-memory", "start"));

    assertNotEquals(old, current);
    assertFalse(Files.exists(old));
  }

  private static Path classCache(MiniatureProject.Outcome outcome) {
    Matcher option = Pattern.compile("-XX:SharedArchiveFile=(\\S+)").matcher(outcome.output());
    assertTrue(option.find(), outcome.output());
    return Path.of(option.group(1));
  }

  @Test
  void theJdkOfJavaHomeComesFirst() throws Exception {
    project.javaOnPath("26.0.1");

    assertTrue(project.run("find-jdk").output().endsWith("jdk-25.0.1\n"));
  }

  @Test
  void anOldJavaHomeIsPassedOverForTheJdkOnPath() throws Exception {
    project.with("JAVA_HOME", project.jdk("17.0.9", 0).toString());
    project.javaOnPath("26.0.1");

    assertTrue(project.run("find-jdk").output().endsWith("jdk-26.0.1\n"));
  }
}
