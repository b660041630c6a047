package io.thoth.memory.sql;

import io.thoth.memory.config.ConfigFault;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The files of a protected connection, in PEM.
 *
 * @param authority who signs the server's certificate; null for those whom Java trusts
 * @param own the certificate to show to the server; null for none
 * @param key of that certificate, without a password
 */
public record PgCertificates(@Nullable Path authority, @Nullable Path own, @Nullable Path key) {
  public static final PgCertificates NONE = new PgCertificates(null, null, null);

  private static final String AUTHORITY = "sslrootcert";
  private static final String SYSTEM = "system";
  private static final String OWN = "sslcert";
  private static final String KEY = "sslkey";

  /**
   * What an address says; complaints begin with {@code name}.
   *
   * @param mode what is meant by the address as a whole
   */
  static PgCertificates of(String name, PgTls mode, PgUri uri) {
    Optional<String> authority = uri.part(AUTHORITY);
    if (authority.isPresent() && !mode.verifies()) {
      throw new ConfigFault(
          name + ": sslrootcert has effect with sslmode require, verify-ca or verify-full only");
    }
    if (authority.equals(Optional.of(SYSTEM)) && mode != PgTls.VERIFY_FULL) {
      throw new ConfigFault(name + ": sslrootcert=system needs sslmode=verify-full");
    }
    if (uri.part(OWN).isPresent() != uri.part(KEY).isPresent()) {
      throw new ConfigFault(name + ": sslcert and sslkey belong together");
    }
    if (uri.part(OWN).isPresent() && mode == PgTls.DISABLE) {
      throw new ConfigFault(name + ": sslcert has no effect with sslmode=disable");
    }
    return new PgCertificates(
        authority.equals(Optional.of(SYSTEM)) ? null : file(name, AUTHORITY, uri),
        file(name, OWN, uri),
        file(name, KEY, uri));
  }

  private static @Nullable Path file(String name, String parameter, PgUri uri) {
    Optional<Path> file = uri.part(parameter).map(Path::of);
    if (file.isPresent() && !Files.isReadable(file.get())) {
      throw new ConfigFault(name + ": " + parameter + " '" + file.get() + "' cannot be read");
    }
    return file.orElse(null);
  }

  ClientSSLOptions options(PgTls mode) {
    ClientSSLOptions options = new ClientSSLOptions();
    // Java checks the name against the certificate when it is told which of its rules to use.
    options.setHostnameVerificationAlgorithm(mode == PgTls.VERIFY_FULL ? "HTTPS" : "");
    options.setTrustAll(!mode.verifies());
    if (mode.verifies()) {
      options.setTrustOptions(
          authority == null ? usual() : new PemTrustOptions().addCertPath(authority.toString()));
    }
    if (own != null && key != null) {
      options.setKeyCertOptions(
          new PemKeyCertOptions().addCertPath(own.toString()).addKeyPath(key.toString()));
    }
    return options;
  }

  /** The client wants to be told whom to trust even when it is the usual ones. */
  private static TrustOptions usual() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      return TrustOptions.wrap(factory.getTrustManagers()[0]);
    } catch (GeneralSecurityException cause) {
      throw new IllegalStateException("whom Java trusts cannot be read", cause);
    }
  }
}
