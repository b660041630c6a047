package io.thoth.memory.config;

/** A setting that cannot be: the message is the one line an operator sees. */
public final class ConfigFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigFault(String message) {
    super(message);
  }
}
