package io.thoth.memory.cache;

import io.thoth.memory.id.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values on their way through memory that others can write to: a digest of key and value goes
 * before the value. What was cut, changed or put under another key is not taken for a value. It
 * tells accidents; against somebody who means harm Redis needs its own password.
 */
final class Sealed {
  private static final int DIGEST = 16;

  private Sealed() {}

  static byte[] seal(String key, byte[] value) {
    byte[] sealed = new byte[DIGEST + value.length];
    System.arraycopy(digest(key, value), 0, sealed, 0, DIGEST);
    System.arraycopy(value, 0, sealed, DIGEST, value.length);
    return sealed;
  }

  /** The value that was sealed for this key; null when these bytes are none. */
  static byte @Nullable [] open(String key, byte[] sealed) {
    if (sealed.length < DIGEST) {
      return null;
    }
    byte[] value = Arrays.copyOfRange(sealed, DIGEST, sealed.length);
    byte[] digest = Arrays.copyOf(sealed, DIGEST);
    return Arrays.equals(digest, digest(key, value)) ? value : null;
  }

  private static byte[] digest(String key, byte[] value) {
    MessageDigest sha = Sha256.fresh();
    sha.update(key.getBytes(StandardCharsets.UTF_8));
    sha.update((byte) 0);
    return Arrays.copyOf(sha.digest(value), DIGEST);
  }
}
