package io.thoth.memory.tools.run;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call, as a language model wrote them. Null means absent; what is of the wrong
 * type is a {@link ToolFailure} that names the argument. Immutable.
 */
public record ToolArguments(String tool, Map<String, Object> values) {

  /** A required text. */
  public String text(String name) {
    String text = textOrNull(name);
    if (text == null) {
      throw ToolFailure.ofType(tool + "() is missing the required argument '" + name + "'");
    }
    return text;
  }

  public @Nullable String textOrNull(String name) {
    return switch (values.get(name)) {
      case null -> null;
      case String text -> text;
      default -> throw wrong(name, "a string");
    };
  }

  /** A whole number; one that is written as a string is taken too. */
  public @Nullable Integer numberOrNull(String name) {
    Object value = values.get(name);
    try {
      return switch (value) {
        case null -> null;
        case Integer number -> number;
        case Long number -> Math.toIntExact(number);
        case Double number when number == Math.rint(number) -> Math.toIntExact(number.longValue());
        case String text -> Integer.valueOf(text.strip());
        default -> throw wrong(name, "an integer");
      };
    } catch (ArithmeticException | NumberFormatException e) {
      throw wrong(name, "an integer");
    }
  }

  /** Strings; one string alone stands for a list of it. */
  public @Nullable List<String> textsOrNull(String name) {
    return switch (values.get(name)) {
      case null -> null;
      case String text -> List.of(text);
      case List<?> list when list.stream().allMatch(String.class::isInstance) ->
          list.stream().map(String.class::cast).toList();
      default -> throw wrong(name, "a list of strings");
    };
  }

  private ToolFailure wrong(String name, String wanted) {
    return ToolFailure.ofType(tool + "(): argument '" + name + "' must be " + wanted);
  }
}
