package io.thoth.memory.tenants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Hashes the texts of keys with HMAC-SHA256 under a secret that is not in the database: who reads a
 * copy of the database cannot even tell whether a text is that of a key. The secret comes from the
 * settings, or is made when the first key is, and kept beside the data for its owner's eyes only.
 * Thread-safe.
 */
final class KeySeal {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;

  private final Path file;
  private volatile @Nullable SecretKeySpec secret;

  /**
   * @param file where the secret is kept when no other is given
   */
  KeySeal(Optional<String> given, Path file) {
    this.file = file;
    given.ifPresent(text -> secret = spec(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The hash to keep of a new key's digest. */
  String make(String digest) {
    return hash(orMade(), digest);
  }

  /** Whether the hash was made of this digest. */
  boolean fits(String hash, String digest) {
    SecretKeySpec known = orRead();
    return known != null
        && MessageDigest.isEqual(
            hash.getBytes(StandardCharsets.US_ASCII),
            hash(known, digest).getBytes(StandardCharsets.US_ASCII));
  }

  private static String hash(SecretKeySpec secret, String digest) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return HexFormat.of().formatHex(mac.doFinal(digest.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  private synchronized SecretKeySpec orMade() {
    SecretKeySpec known = orRead();
    if (known != null) {
      return known;
    }
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    write(HexFormat.of().formatHex(bytes));
    SecretKeySpec made = spec(bytes);
    secret = made;
    return made;
  }

  private synchronized @Nullable SecretKeySpec orRead() {
    SecretKeySpec known = secret;
    if (known != null || !Files.exists(file)) {
      return known;
    }
    try {
      known = spec(HexFormat.of().parseHex(Files.readString(file).strip()));
      secret = known;
      return known;
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException(file + " does not hold the secret of the API keys", e);
    }
  }

  /** Whole or not at all: half a secret would make all keys worthless after a restart. */
  private void write(String hex) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(fresh, ownerOnly());
      Files.writeString(fresh, hex + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static SecretKeySpec spec(byte[] bytes) {
    return new SecretKeySpec(bytes, ALGORITHM);
  }
}
