package io.thoth.memory.fence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files stay short, types are named for what they are, and every package says what it is. */
class NamesTest {
  private static final int LONGEST = 300;

  private static final Pattern DECLARATION =
      Pattern.compile("\\b(?:class|interface|enum|record)\\s+([A-Z]\\w*)");
  private static final Pattern EMPTY_NAME =
      Pattern.compile("(Abstract|Base)[A-Z]\\w*|\\w*(Utils?|Helper|Manager|Impl)");

  @Test
  void noFileIsLongerThan300Lines() {
    List<String> tooLong =
        program().stream()
            .filter(file -> file.lines() > LONGEST)
            .map(file -> file.path() + " has " + file.lines() + " lines")
            .toList();
    assertEquals(List.of(), tooLong);
  }

  @Test
  void noTypeHasANameThatSaysNothing() {
    assertEquals(List.of(), program().stream().flatMap(NamesTest::emptyNames).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "final class BlockUtils {}",
        "interface BlockHelper {}",
        "record NodeManager() {}",
        "class A { enum StoreImpl {} }",
        "abstract class AbstractStore {}",
        "sealed class BaseStore {}"
      })
  void aNameThatSaysNothingIsNoticed(String code) {
    assertEquals(1, emptyNames(new SourceFile(Path.of("A.java"), code)).count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"class Baseline {}", "record Simple() {}", "// class BlockUtil"})
  void aNameThatSaysSomethingIsLeftAlone(String code) {
    assertEquals(0, emptyNames(new SourceFile(Path.of("A.java"), code)).count());
  }

  @Test
  void everyPackageIsDescribedAndNullMarked() {
    Map<Path, String> packages = new TreeMap<>();
    for (SourceFile file : program()) {
      packages.putIfAbsent(folder(file), "");
      if (file.name().equals("package-info")) {
        packages.put(folder(file), file.text());
      }
    }
    packages.values().removeIf(NamesTest::describesAPackage);
    assertEquals(Map.of(), packages, "these want a package-info.java with Javadoc and @NullMarked");
  }

  @Test
  void aPackageWithoutJavadocOrNullMarkedIsNoticed() {
    assertTrue(describesAPackage("/** What blocks are kept in. */\n@NullMarked\npackage a;"));
    assertFalse(describesAPackage("@NullMarked\npackage a;"));
    assertFalse(describesAPackage("/** What blocks are kept in. */\npackage a;"));
    assertFalse(describesAPackage("/** */\n@NullMarked\npackage a;"));
  }

  private static List<SourceFile> program() {
    List<SourceFile> files = SourceFile.under("src/main/java");
    assertFalse(files.isEmpty());
    return files;
  }

  private static Path folder(SourceFile file) {
    return file.path().resolveSibling("");
  }

  private static Stream<String> emptyNames(SourceFile file) {
    return DECLARATION
        .matcher(file.code())
        .results()
        .map((MatchResult type) -> type.group(1))
        .filter(name -> EMPTY_NAME.matcher(name).matches())
        .map(name -> file.path() + ": " + name);
  }

  private static boolean describesAPackage(String text) {
    return Pattern.compile("(?s)^/\\*\\*[\\s*]*\\w.*?\\*/\\s*@NullMarked\\s+package ")
        .matcher(text)
        .find();
  }
}
