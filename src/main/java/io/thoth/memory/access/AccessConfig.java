package io.thoth.memory.access;

import io.thoth.memory.config.ConfigFault;
import io.thoth.memory.config.Variables;
import java.util.Optional;

/**
 * Whether a password is asked for, and which.
 *
 * @param password present exactly when the server is secured
 */
public record AccessConfig(Optional<String> password) {
  private static final String[] SECURE = {"LETTA_SERVER_SECURE", "SECURE", "LETTA_SECURE_MODE"};
  private static final String[] PASSWORD = {"LETTA_SERVER_PASSWORD", "LETTA_SERVER_PASS"};

  public static AccessConfig of(Variables variables) {
    boolean secure = variables.flag(false, SECURE);
    Optional<String> password = variables.text(PASSWORD);
    if (secure && password.isEmpty()) {
      throw new ConfigFault(
          "LETTA_SERVER_SECURE is on, but LETTA_SERVER_PASSWORD is not set: set a password, or"
              + " turn LETTA_SERVER_SECURE off");
    }
    if (!secure && password.isPresent() && variables.text(SECURE).isEmpty()) {
      throw new ConfigFault(
          "LETTA_SERVER_PASSWORD is set, but LETTA_SERVER_SECURE is not: set it to true to ask for"
              + " the password, or to false to leave the server open");
    }
    return new AccessConfig(secure ? password : Optional.empty());
  }

  public boolean secure() {
    return password.isPresent();
  }

  @Override
  public String toString() {
    return secure() ? "AccessConfig[password=***]" : "AccessConfig[open]";
  }
}
