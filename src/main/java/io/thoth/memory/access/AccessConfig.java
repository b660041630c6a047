package io.thoth.memory.access;

import io.thoth.memory.config.ConfigFault;
import io.thoth.memory.config.Variables;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a password is asked for, and which.
 *
 * @param password present exactly when the server is secured
 */
public record AccessConfig(Optional<String> password) {
  private static final String[] SECURE = {"LETTA_SERVER_SECURE", "SECURE", "LETTA_SECURE_MODE"};
  private static final String[] PASSWORD = {"LETTA_SERVER_PASSWORD", "LETTA_SERVER_PASS"};

  /** Headers have no agreed encoding for anything else. */
  private static final Pattern SENDABLE = Pattern.compile("[\\x20-\\x7e]+");

  public static AccessConfig of(Variables variables) {
    boolean secure = variables.flag(false, SECURE);
    Optional<String> password = variables.text(PASSWORD);
    if (secure && password.isEmpty()) {
      throw new ConfigFault(
          variables.name(SECURE)
              + " is on, but "
              + PASSWORD[0]
              + " is not set: set a password, or turn "
              + variables.name(SECURE)
              + " off");
    }
    if (password.isPresent() && variables.text(SECURE).isEmpty()) {
      throw new ConfigFault(
          variables.name(PASSWORD)
              + " is set, but "
              + SECURE[0]
              + " is not: set it to true to ask for the password, or to false to leave the server"
              + " open");
    }
    if (password.isPresent() && !SENDABLE.matcher(password.get()).matches()) {
      throw new ConfigFault(
          variables.name(PASSWORD) + " must be of ASCII characters, or no client could send it");
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
