package io.thoth.memory.letta;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A running Letta and how it is asked.
 *
 * @param url where it listens, such as {@code http://old:8283}
 * @param password of a server in secure mode
 * @param user of the old server whose organisation is carried; null for its default one
 * @param attempts how often a question is put before the import ends
 * @param pause after the first failure, doubled after each further one; longer when the server asks
 *     for it
 * @param patience with one answer
 */
public record OldServer(
    URI url,
    @Nullable String password,
    @Nullable String user,
    int attempts,
    Duration pause,
    Duration patience) {
  private static final int ATTEMPTS = 6;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Asked as is usual: six times within a quarter of a minute, or later when it asks for that. */
  public static OldServer at(URI url, @Nullable String password, @Nullable String user) {
    return new OldServer(url, password, user, ATTEMPTS, PAUSE, PATIENCE);
  }

  /** The address of a path that begins with a slash. */
  URI at(String path) {
    return URI.create(url.toString().replaceFirst("/+$", "") + path);
  }
}
