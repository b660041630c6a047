package io.thoth.memory.access;

import io.thoth.memory.id.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The text of an API key: {@code thm_}, a prefix of 16 hexadecimal digits by which it is found,
 * {@code _} and 64 hexadecimal digits of secret. A secret has 256 random bits, so nobody guesses
 * one and a plain hash of it is as good as a slow one.
 *
 * @param prefix without {@code thm_}
 */
public record ApiKey(String text, String prefix) {
  private static final String BRAND = "thm_";
  private static final int PREFIX_BYTES = 8;
  private static final int SECRET_BYTES = 32;
  private static final int PREFIX_END = BRAND.length() + 2 * PREFIX_BYTES;
  private static final int LENGTH = PREFIX_END + 1 + 2 * SECRET_BYTES;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A key that nobody has had yet. */
  public static ApiKey fresh() {
    byte[] bytes = new byte[PREFIX_BYTES + SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    String hex = HexFormat.of().formatHex(bytes);
    String prefix = hex.substring(0, 2 * PREFIX_BYTES);
    return new ApiKey(BRAND + prefix + "_" + hex.substring(2 * PREFIX_BYTES), prefix);
  }

  /** The key, if the text has the form of one. */
  static Optional<ApiKey> of(String text) {
    boolean formed =
        text.length() == LENGTH && text.startsWith(BRAND) && text.charAt(PREFIX_END) == '_';
    return formed
        ? Optional.of(new ApiKey(text, text.substring(BRAND.length(), PREFIX_END)))
        : Optional.empty();
  }

  /** SHA-256 of the whole key, in hexadecimal. */
  public String digest() {
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return BRAND + prefix + "_***";
  }
}
