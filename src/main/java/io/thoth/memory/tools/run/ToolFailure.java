package io.thoth.memory.tools.run;

/**
 * A tool could not do what it was asked. It is told to the language model that called it, under the
 * name of the exception that Letta's own tools raise. Always thrown before anything is written.
 */
public final class ToolFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 1_000;

  private final String type;

  private ToolFailure(String type, String message) {
    super(message);
    this.type = type;
  }

  /** An argument has a value that makes no sense. */
  public static ToolFailure ofValue(String message) {
    return new ToolFailure("ValueError", message);
  }

  /** There is no such block. */
  static ToolFailure ofKey(String message) {
    return new ToolFailure("KeyError", message);
  }

  /** An argument is missing or of the wrong type. */
  static ToolFailure ofType(String message) {
    return new ToolFailure("TypeError", message);
  }

  /** Something is there already. */
  static ToolFailure ofUnique(String message) {
    return new ToolFailure("UniqueConstraintViolationError", message);
  }

  /** As the language model is told of it, at most 1,000 characters. */
  public String told(String tool) {
    String text = "Error executing function " + tool + ": " + type + ": " + getMessage();
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end);
  }
}
