package io.thoth.memory.fence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every Java file is exactly what google-java-format makes of it. {@code mvn test -Dtest=FormatTest
 * -Dformat=write} rewrites the files that are not.
 */
class FormatTest {
  private static final boolean WRITE = "write".equals(System.getProperty("format"));

  private final Formatter formatter = new Formatter();

  @Test
  void everyFileIsFormatted() throws Exception {
    List<SourceFile> files = SourceFile.under("src");
    List<Path> unformatted = new ArrayList<>();
    for (SourceFile file : files) {
      if (!isFormatted(file)) {
        unformatted.add(file.path());
      }
    }
    assertTrue(!files.isEmpty());
    assertEquals(
        List.of(), unformatted, "rewrite them with: mvn test -Dtest=FormatTest -Dformat=write");
  }

  @Test
  void aFileWithOddSpacingOrAnUnusedImportIsNoticed() throws Exception {
    var spacing = new SourceFile(Path.of("A.java"), "class A  {}\n");
    var unused = new SourceFile(Path.of("B.java"), "import java.util.List;\n\nclass B {}\n");
    var tidy = new SourceFile(Path.of("C.java"), "class C {}\n");

    assertEquals("class A {}\n", formatter.formatSourceAndFixImports(spacing.text()));
    assertEquals("class B {}\n", formatter.formatSourceAndFixImports(unused.text()));
    assertEquals(tidy.text(), formatter.formatSourceAndFixImports(tidy.text()));
  }

  private boolean isFormatted(SourceFile file) throws IOException, FormatterException {
    String formatted = formatter.formatSourceAndFixImports(file.text());
    if (formatted.equals(file.text())) {
      return true;
    }
    if (WRITE) {
      Files.writeString(file.path(), formatted);
    }
    return WRITE;
  }
}
