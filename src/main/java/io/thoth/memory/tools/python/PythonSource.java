package io.thoth.memory.tools.python;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A module's text in which literals and comments are known, so that a bracket or a colon inside of
 * them is not taken for the language's own.
 */
final class PythonSource {
  private static final Pattern DEFINITION =
      Pattern.compile(
          "(?m)^(?:async[ \\t]+)?def[ \\t]+(?<name>[\\p{L}_][\\p{L}\\p{N}_]*)[ \\t]*\\(");
  private static final Pattern LITERAL = Pattern.compile("\\s*[rRuUbBfF]{0,2}(?:\"|')");

  private final String text;

  /** The text with a blank for every character of a literal's inside or of a comment. */
  private final String code;

  /**
   * A function of the module.
   *
   * @param parameters each as it is written
   * @param docstring its text; null when there is none
   */
  record Definition(String name, List<String> parameters, @Nullable String docstring) {}

  private PythonSource(String text) {
    this.text = text;
    this.code = blanked(text);
  }

  static PythonSource of(String text) {
    return new PythonSource(text.replace("\r\n", "\n"));
  }

  /** The last function that is defined at the module's own level. */
  Definition lastFunction() {
    Matcher definition = DEFINITION.matcher(code);
    String name = null;
    int start = 0;
    while (definition.find()) {
      name = definition.group("name");
      start = definition.end();
    }
    if (name == null) {
      throw unreadable("has no function at its own level, and no json_schema is given");
    }
    return read(name, start);
  }

  private Definition read(String name, int start) {
    int end = closing(start);
    int colon = outside(code.substring(end + 1), ':');
    if (colon < 0) {
      throw unreadable("has a function '" + name + "' without a body");
    }
    return new Definition(name, parts(start, end), docstring(end + 2 + colon));
  }

  /** Where the bracket that was opened just before {@code start} is closed. */
  private int closing(int start) {
    int depth = 1;
    for (int at = start; at < code.length(); at++) {
      char c = code.charAt(at);
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      if (depth == 0) {
        return at;
      }
    }
    throw unreadable("has a bracket that is not closed");
  }

  private List<String> parts(int start, int end) {
    List<String> parts = new ArrayList<>();
    int from = start;
    for (int comma : places(code.substring(start, end), ',')) {
      parts.add(withoutComments(from, start + comma));
      from = start + comma + 1;
    }
    parts.add(withoutComments(from, end));
    return parts;
  }

  /** The text between, where literals stay and comments go. */
  private String withoutComments(int from, int to) {
    StringBuilder kept = new StringBuilder();
    boolean comment = false;
    for (int at = from; at < to; at++) {
      char c = text.charAt(at);
      comment = code.charAt(at) == '#' || comment && c != '\n';
      kept.append(comment || c == '\n' ? ' ' : c);
    }
    return kept.toString();
  }

  private @Nullable String docstring(int body) {
    int start = body;
    while (start < code.length()
        && (Character.isWhitespace(code.charAt(start)) || code.charAt(start) == '#')) {
      start = code.charAt(start) == '#' ? endOfLine(start) : start + 1;
    }
    Matcher literal = LITERAL.matcher(text).region(start, text.length());
    if (!literal.lookingAt()) {
      return null;
    }
    int quote = literal.end() - 1;
    int width = text.startsWith(text.substring(quote, quote + 1).repeat(3), quote) ? 3 : 1;
    int end = end(text, quote, width);
    return text.substring(quote + width, Math.max(quote + width, end - width));
  }

  private int endOfLine(int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  /** The first place of {@code wanted} that is in no bracket and no literal; -1 for none. */
  static int outside(String written, char wanted) {
    List<Integer> places = places(blanked(written), wanted);
    return places.isEmpty() ? -1 : places.getFirst();
  }

  /** The parts between each {@code separator} that is in no bracket and no literal. */
  static List<String> split(String written, char separator) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int place : places(blanked(written), separator)) {
      parts.add(written.substring(from, place).strip());
      from = place + 1;
    }
    parts.add(written.substring(from).strip());
    parts.removeIf(String::isEmpty);
    return parts;
  }

  private static List<Integer> places(String code, char wanted) {
    List<Integer> places = new ArrayList<>();
    int depth = 0;
    for (int at = 0; at < code.length(); at++) {
      char c = code.charAt(at);
      if (c == wanted && depth == 0) {
        places.add(at);
      }
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
    }
    return places;
  }

  private static String blanked(String text) {
    StringBuilder code = new StringBuilder(text);
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        at = blank(code, at + 1, endOfComment(text, at));
      } else if (c == '"' || c == '\'') {
        int width = text.startsWith(String.valueOf(c).repeat(3), at) ? 3 : 1;
        int end = end(text, at, width);
        blank(code, at + width, Math.max(at + width, end - width));
        at = Math.max(end, at + 1);
      } else {
        at++;
      }
    }
    return code.toString();
  }

  private static int endOfComment(String text, int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private static int blank(StringBuilder code, int from, int to) {
    for (int at = from; at < to; at++) {
      code.setCharAt(at, code.charAt(at) == '\n' ? '\n' : ' ');
    }
    return to;
  }

  /** The end of a literal that begins at {@code start}, behind its closing quotes. */
  private static int end(String text, int start, int width) {
    String quotes = text.substring(start, start + width);
    for (int at = start + width; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (text.startsWith(quotes, at)) {
        return at + width;
      } else if (c == '\n' && width == 1) {
        return at;
      }
    }
    return text.length();
  }

  private static Fault unreadable(String why) {
    return new Fault(FaultKind.UNACCEPTABLE, "source_code: " + why);
  }
}
