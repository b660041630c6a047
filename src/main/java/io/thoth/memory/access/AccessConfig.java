package io.thoth.memory.access;

import io.thoth.memory.config.ConfigFault;
import io.thoth.memory.config.Variables;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who is let in, and what organisations may use unless something else is said of them.
 *
 * @param password present exactly when the server is secured
 * @param noDefaultActor whether a {@code user_id} that is not known is refused, and not taken for
 *     the default user
 * @param rate how often an organisation may ask; empty for as often as it likes
 * @param quota what an organisation may keep
 * @param keySecret what the hashes of API keys are keyed with; when empty, one is made and kept
 *     beside the data
 */
public record AccessConfig(
    Optional<String> password,
    boolean noDefaultActor,
    Optional<Rate> rate,
    Quota quota,
    Optional<String> keySecret) {
  private static final String KEY_SECRET = "THOTH_KEY_SECRET";
  private static final int SHORTEST_SECRET = 32;
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
    return new AccessConfig(
        secure ? password : Optional.empty(),
        variables.flag(false, "LETTA_NO_DEFAULT_ACTOR"),
        rate(variables),
        quota(variables),
        keySecret(variables));
  }

  private static Optional<Rate> rate(Variables variables) {
    int most = 1_000_000;
    int perSecond = variables.number(0, 0, most, "THOTH_REQUESTS_PER_SECOND");
    int burst = variables.number(2 * perSecond, 0, most, "THOTH_REQUESTS_BURST");
    return perSecond == 0 ? Optional.empty() : Optional.of(new Rate(perSecond, Math.max(burst, 1)));
  }

  private static Quota quota(Variables variables) {
    return new Quota(
        limit(variables, "THOTH_QUOTA_AGENTS"),
        limit(variables, "THOTH_QUOTA_BLOCKS"),
        limit(variables, "THOTH_QUOTA_PASSAGES"),
        limit(variables, "THOTH_QUOTA_BYTES"));
  }

  private static @Nullable Long limit(Variables variables, String name) {
    String text = variables.text(name).orElse("");
    if (text.isEmpty()) {
      return null;
    }
    if (!text.matches("[0-9]{1,18}")) {
      throw variables.bad(text, "a whole number", name);
    }
    return Long.parseLong(text);
  }

  private static Optional<String> keySecret(Variables variables) {
    Optional<String> secret = variables.text(KEY_SECRET);
    if (secret.isPresent() && secret.get().length() < SHORTEST_SECRET) {
      throw new ConfigFault(
          KEY_SECRET + " must be at least " + SHORTEST_SECRET + " characters long");
    }
    return secret;
  }

  public boolean secure() {
    return password.isPresent();
  }

  @Override
  public String toString() {
    return secure() ? "AccessConfig[password=***]" : "AccessConfig[open]";
  }
}
