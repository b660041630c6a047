package io.thoth.memory.fence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that the program does not make, with what it does instead. */
class ForbiddenCallsTest {
  /** A call that no file may contain but the excepted ones, named without their suffix. */
  private record Ban(Pattern call, String instead, Set<String> except) {
    static Ban of(String call, String instead, String... except) {
      return new Ban(Pattern.compile(call), instead, Set.of(except));
    }

    boolean isBrokenBy(SourceFile file) {
      return !except.contains(file.name()) && call.matcher(file.code()).find();
    }
  }

  private static final List<Ban> IN_THE_PROGRAM =
      List.of(
          Ban.of("\\bSystem\\s*\\.\\s*(out|err)\\b", "log through slf4j", "Main", "Welcome"),
          Ban.of("\\bThread\\s*\\.\\s*sleep\\b", "wait for the condition or use a timer"),
          Ban.of("\\bTimeUnit\\s*\\.\\s*\\w+\\s*\\.\\s*sleep\\b", "wait for the condition"),
          Ban.of("\\bprintStackTrace\\b", "log the exception"),
          Ban.of("(\\.|::)\\s*ordinal\\b", "give the constant an explicit number"),
          Ban.of("\\bjava\\.util\\.(Date|Calendar)\\b", "java.time"),
          Ban.of("\\bjava\\.text\\.SimpleDateFormat\\b", "java.time.format"),
          Ban.of("\\bjava\\.util\\.logging\\b", "slf4j"));

  private static final List<Ban> IN_THE_TESTS =
      List.of(
          Ban.of("@Disabled\\b", "make it pass or delete it"),
          Ban.of("\\bprintStackTrace\\b", "let the exception fail the test"));

  @Test
  void theProgramMakesNoForbiddenCall() {
    assertEquals(List.of(), broken(SourceFile.under("src/main/java"), IN_THE_PROGRAM));
  }

  @Test
  void theTestsMakeNoForbiddenCall() {
    assertEquals(List.of(), broken(SourceFile.under("src/test/java"), IN_THE_TESTS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System.out.println(1);",
        "import static java.lang.System.err;",
        "Thread.sleep(1);",
        "TimeUnit.SECONDS.sleep(1);",
        "e.printStackTrace();",
        "int wire = kind.ordinal();",
        "map(Kind::ordinal)",
        "import java.util.Date;",
        "new java.text.SimpleDateFormat(pattern)",
        "java.util.logging.Logger log;"
      })
  void aForbiddenCallIsNoticed(String line) {
    assertEquals(1, broken(List.of(file("Feature", line)), IN_THE_PROGRAM).size());
  }

  @Test
  void wordsInCommentsAndLiteralsAreNoCalls() {
    SourceFile file =
        file(
            "Feature",
            """
            /* Thread.sleep */ // e.printStackTrace()
            String quoted = "\\"System.out"; char quote = '"';
            String block = \"""
                System.out "
                \""";
            """);

    assertEquals(List.of(), broken(List.of(file), IN_THE_PROGRAM));
  }

  @Test
  void codeAfterALiteralIsStillRead() {
    SourceFile file = file("Feature", "char quote = '\"'; System.out.print(\"//\"); // \"");

    assertEquals(1, broken(List.of(file), IN_THE_PROGRAM).size());
  }

  private static SourceFile file(String name, String text) {
    return new SourceFile(Path.of(name + ".java"), text);
  }

  private static List<String> broken(List<SourceFile> files, List<Ban> bans) {
    return files.stream().flatMap(file -> broken(file, bans)).toList();
  }

  private static Stream<String> broken(SourceFile file, List<Ban> bans) {
    return bans.stream()
        .filter(ban -> ban.isBrokenBy(file))
        .map(ban -> "%s: %s, instead %s".formatted(file.path(), ban.call(), ban.instead()));
  }
}
