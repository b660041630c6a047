package io.thoth.memory.fence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A Java file of this project as text; the path is relative to the project's folder. */
record SourceFile(Path path, String text) {
  /** Comments and literals, longest opening first: a text block also begins with a quote. */
  private static final Pattern NO_CODE =
      Pattern.compile(
          """
          (?s)\"""(?:\\\\.|[^\\\\])*?\"""|"(?:\\\\.|[^"\\\\\\n])*"|'(?:\\\\.|[^'\\\\\\n])+'\
          |//[^\\n]*|/\\*.*?\\*/\
          """);

  /** Every Java file below the folder, in the order of their paths. */
  static List<SourceFile> under(String folder) {
    try (var paths = Files.walk(Path.of(folder))) {
      return paths
          .filter(path -> path.toString().endsWith(".java"))
          .sorted()
          .map(SourceFile::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SourceFile read(Path path) {
    try {
      return new SourceFile(path, Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return path.getFileName().toString().replaceFirst("\\.java$", "");
  }

  /** The text without comments and literals; the line breaks outside of them are kept. */
  String code() {
    return NO_CODE.matcher(text).replaceAll(" ");
  }

  long lines() {
    return text.lines().count();
  }
}
