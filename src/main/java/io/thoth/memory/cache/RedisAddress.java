package io.thoth.memory.cache;

import io.thoth.memory.config.ConfigFault;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The address of a Redis: {@code redis://[user:password@]host[:port][/database]}, or {@code
 * rediss://} for TLS with the parameters that redis-py has: {@code ssl_ca_certs} (a PEM file with
 * who signs, instead of those whom Java trusts), {@code ssl_certfile} and {@code ssl_keyfile} (what
 * to show to the server), {@code ssl_cert_reqs} ({@code required} or {@code none}) and {@code
 * ssl_check_hostname}.
 *
 * @param url without parameters
 */
record RedisAddress(String url, Map<String, String> tls) {
  private static final String AUTHORITY = "ssl_ca_certs";
  private static final String CERTIFICATE = "ssl_certfile";
  private static final String KEY = "ssl_keyfile";
  private static final String REQUIRED = "ssl_cert_reqs";
  private static final String CHECK_HOST = "ssl_check_hostname";
  private static final Map<String, Set<String>> CHOICES =
      Map.of(REQUIRED, Set.of("required", "none"), CHECK_HOST, Set.of("true", "false"));
  private static final Set<String> FILES = Set.of(AUTHORITY, CERTIFICATE, KEY);

  /** Reads an address that was found to be one; a complaint begins with {@code name}. */
  static RedisAddress of(String name, String address) {
    int mark = address.indexOf('?');
    if (mark < 0) {
      return new RedisAddress(address, Map.of());
    }
    Map<String, String> tls = new TreeMap<>();
    for (String pair : address.substring(mark + 1).split("&")) {
      int equals = (pair + "=").indexOf('=');
      String key = pair.substring(0, equals);
      String value = pair.substring(Math.min(equals + 1, pair.length())).replace("+", "%2B");
      tls.put(key, URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
    RedisAddress read = new RedisAddress(address.substring(0, mark), tls);
    read.check(name);
    return read;
  }

  private void check(String name) {
    for (Map.Entry<String, String> one : tls.entrySet()) {
      String key = one.getKey();
      if (!FILES.contains(key) && !CHOICES.containsKey(key)) {
        throw new ConfigFault(name + " has '" + key + "', which has no effect");
      }
      if (FILES.contains(key) && !Files.isReadable(Path.of(one.getValue()))) {
        throw new ConfigFault(name + ": " + key + " '" + one.getValue() + "' cannot be read");
      }
      if (CHOICES.containsKey(key) && !CHOICES.get(key).contains(one.getValue())) {
        throw new ConfigFault(
            name + ": " + key + " must be " + String.join(" or ", new TreeSet<>(CHOICES.get(key))));
      }
    }
    if (!isTls()) {
      throw new ConfigFault(name + ": parameters have effect with rediss:// only");
    }
    if (tls.containsKey(CERTIFICATE) != tls.containsKey(KEY)) {
      throw new ConfigFault(name + ": ssl_certfile and ssl_keyfile belong together");
    }
  }

  private boolean isTls() {
    return url.startsWith("rediss:");
  }

  private Optional<String> said(String key) {
    return Optional.ofNullable(tls.get(key));
  }

  /** How to connect. */
  NetClientOptions options() {
    NetClientOptions options = new NetClientOptions().setTcpNoDelay(true);
    if (!isTls()) {
      return options.setHostnameVerificationAlgorithm("");
    }
    boolean trusting = said(REQUIRED).equals(Optional.of("none"));
    boolean anyHost = trusting || said(CHECK_HOST).equals(Optional.of("false"));
    options.setTrustAll(trusting).setHostnameVerificationAlgorithm(anyHost ? "" : "HTTPS");
    said(AUTHORITY)
        .ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file)));
    said(CERTIFICATE)
        .ifPresent(
            file ->
                options.setKeyCertOptions(
                    new PemKeyCertOptions().addCertPath(file).addKeyPath(tls.get(KEY))));
    return options;
  }

  /** Host and port, which may be shown. */
  String place() {
    URI uri = URI.create(url);
    return uri.getHost() + ":" + (uri.getPort() < 0 ? CacheConfig.USUAL_PORT : uri.getPort());
  }
}
