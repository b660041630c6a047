package io.thoth.memory.cache;

import io.thoth.memory.id.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Makes a key of fixed length from whatever determines a value. Parts are told apart by their
 * lengths, so two different lists of parts never make the same key.
 */
public final class CacheKey {
  private final String kind;
  private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(parts);

  private CacheKey(String kind) {
    this.kind = kind;
  }

  /**
   * @param kind what the values are, with the number of their format: another one for every change
   *     of how they are computed or written
   */
  public static CacheKey of(String kind) {
    return new CacheKey(kind);
  }

  public CacheKey and(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  public CacheKey and(long number) {
    try {
      out.writeLong(number);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** The kind and a SHA-256 of the parts. */
  public String text() {
    return kind + ":" + Sha256.hex(parts.toByteArray());
  }
}
