package io.thoth.memory.sql;

import io.thoth.memory.config.ConfigFault;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a database's address, as libpq, SQLAlchemy and Letta write it: {@code
 * postgresql://user:password@host:port/database?sslmode=require}. Only parts that are there are in
 * the map; their names are the fields' of {@link PgConfig} and those of the query.
 */
record PgUri(Map<String, String> parts) {
  private static final Set<String> SCHEMES =
      Set.of(
          "postgres",
          "postgresql",
          "postgresql+asyncpg",
          "postgresql+psycopg2",
          "postgresql+pg8000");
  private static final Set<String> KNOWN =
      Set.of("sslmode", "ssl", "sslrootcert", "sslcert", "sslkey");

  /**
   * @param name the setting's name, for complaints, which never show the address: it may hold a
   *     password
   */
  static PgUri of(String name, String text) {
    URI uri = parsed(name, text);
    Map<String, String> parts = new TreeMap<>();
    put(parts, "host", uri.getHost());
    put(parts, "port", uri.getPort() < 0 ? null : String.valueOf(uri.getPort()));
    String path = uri.getPath();
    put(parts, "database", path == null || path.length() < 2 ? null : path.substring(1));
    String user = uri.getRawUserInfo();
    if (user != null) {
      int colon = (user + ":").indexOf(':');
      put(parts, "user", decoded(user.substring(0, colon)));
      put(parts, "password", decoded(user.substring(Math.min(colon + 1, user.length()))));
    }
    query(name, parts, uri.getRawQuery());
    return new PgUri(parts);
  }

  private static URI parsed(String name, String text) {
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme());
      if (SCHEMES.contains(scheme) && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // told below, without the text
    }
    throw new ConfigFault(
        name
            + " must be like postgresql://user:password@host:port/database?sslmode=require, with"
            + " special characters of the password as %XX");
  }

  private static void query(String name, Map<String, String> parts, @Nullable String query) {
    if (query == null) {
      return;
    }
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      if (equals < 0 || !KNOWN.contains(key)) {
        throw new ConfigFault(
            name
                + " has '"
                + key
                + "', but of its parameters only sslmode, sslrootcert, sslcert and sslkey have"
                + " effect");
      }
      put(parts, "ssl".equals(key) ? "sslmode" : key, decoded(pair.substring(equals + 1)));
    }
  }

  private static void put(Map<String, String> parts, String part, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      parts.put(part, value);
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  Optional<String> part(String part) {
    return Optional.ofNullable(parts.get(part));
  }
}
