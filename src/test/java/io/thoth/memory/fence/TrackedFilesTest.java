package io.thoth.memory.fence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is committed works on every machine: it names no folder and no package server of one. */
class TrackedFilesTest {
  private static final Pattern MACHINE_PATH =
      Pattern.compile(
          "(?<![\\w.~-])/(root|work|home/\\w+|Users/\\w+)/"
              + ("|" + Pattern.quote(Path.of("").toAbsolutePath() + "/"))
              + ("|" + Pattern.quote(System.getProperty("user.home") + "/")));
  private static final Pattern PACKAGE_SERVER =
      Pattern.compile(
          "\"resolved\"\\s*:|<(repositories|pluginRepositories|mirrors)>|^\\s*registry\\s*=",
          Pattern.MULTILINE);

  @Test
  void noTrackedFileNamesAMachineOrAPackageServer() throws Exception {
    List<String> found = new ArrayList<>();
    for (String name : trackedFiles()) {
      String text = Files.readString(Path.of(name), StandardCharsets.ISO_8859_1);
      if (!name.contains("TrackedFilesTest")) {
        found.addAll(findings(name, text));
      }
    }
    assertEquals(List.of(), found);
  }

  @ParameterizedTest
  @CsvSource({
    "docs/a.md,                       see /root/notes",
    "bin/a,                           cd /home/ann/thoth",
    "src/test/sdk/package-lock.json,  '\"resolved\": \"https://a.example/is-1.tgz\"'",
    "pom.xml,                         <repositories>",
    "src/test/sdk/.npmrc,             registry=https://a.example/"
  })
  void aMachinePathOrPackageServerIsNoticed(String name, String text) {
    assertEquals(1, findings(name, text).size());
  }

  @ParameterizedTest
  @CsvSource({
    "docs/a.md, /var/lib/thoth and ~/work/a and https://a.example/home/b",
    "A.java,    '\"resolved\": 1'"
  })
  void otherPathsAndWordsAreLeftAlone(String name, String text) {
    assertEquals(List.of(), findings(name, text));
  }

  private static List<String> findings(String name, String text) {
    List<String> found = new ArrayList<>();
    var path = MACHINE_PATH.matcher(text);
    if (path.find()) {
      found.add(name + " names the machine's folder " + path.group());
    }
    boolean forTools = name.matches(".*(\\.json|\\.xml|\\.npmrc)");
    if (forTools && PACKAGE_SERVER.matcher(text).find()) {
      found.add(name + " names a package server; leave that to the user's settings");
    }
    return found;
  }

  /** Also what is not committed yet but would be by {@code git add}, so that it is seen before. */
  private static List<String> trackedFiles() throws IOException, InterruptedException {
    Process git =
        new ProcessBuilder("git", "ls-files", "-co", "--exclude-standard", "-z")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, git.waitFor());
    assertFalse(output.isEmpty());
    return Pattern.compile("\0")
        .splitAsStream(output)
        .filter(name -> Files.isRegularFile(Path.of(name)))
        .toList();
  }
}
