package io.thoth.memory.letta;

/** Why an import ends before all is carried; the message is one line for whoever started it. */
public final class LettaProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LettaProblem(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
