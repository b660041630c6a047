package io.thoth.memory.sql;

import io.thoth.memory.config.ConfigFault;
import io.thoth.memory.config.Variables;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads which PostgreSQL database is meant, under the names that Letta knows. */
public final class PgVariables {
  private static final String URI = "LETTA_PG_URI";
  private static final Map<String, String> NAMES =
      Map.of(
          "host", "LETTA_PG_HOST",
          "port", "LETTA_PG_PORT",
          "database", "LETTA_PG_DB",
          "user", "LETTA_PG_USER",
          "password", "LETTA_PG_PASSWORD");

  private final Variables variables;
  private final PgUri uri;

  private PgVariables(Variables variables, PgUri uri) {
    this.variables = variables;
    this.uri = uri;
  }

  /** The database that is named, if one is: by its address, or by any part of it. */
  public static Optional<PgConfig> read(Variables variables) {
    Optional<String> uri = variables.text(URI);
    boolean named = NAMES.values().stream().anyMatch(name -> variables.text(name).isPresent());
    if (uri.isEmpty() && !named) {
      return Optional.empty();
    }
    PgUri parts = uri.map(text -> PgUri.of(URI, text)).orElse(new PgUri(Map.of()));
    return Optional.of(new PgVariables(variables, parts).config());
  }

  /**
   * The database at this address; schema and sizes as the settings say.
   *
   * @param option where the address was given, for complaints
   */
  public static PgConfig at(String option, String address, Variables variables) {
    Variables others = variables.without(NAMES.values()).without(Set.of(URI));
    return new PgVariables(others, PgUri.of(option, address)).config();
  }

  private PgConfig config() {
    return new PgConfig(
        part("host").orElse("localhost"),
        port(),
        part("database").orElse("letta"),
        part("user").orElse("letta"),
        part("password").orElse(null),
        tls(),
        PgCertificates.of(URI, tls(), uri),
        schema(),
        variables.number(
            variables.number(25, 4, 1_000, "LETTA_POOL_SIZE"), 4, 1_000, "LETTA_PG_POOL_SIZE"),
        variables.number(10, 0, 1_000, "LETTA_PG_MAX_OVERFLOW"),
        2_048,
        Duration.ofSeconds(variables.number(30, 1, 3_600, "LETTA_PG_POOL_TIMEOUT")));
  }

  /** Of the address or of the setting of its own; where both tell, they must tell the same. */
  private Optional<String> part(String part) {
    String name = Objects.requireNonNull(NAMES.get(part));
    Optional<String> alone = variables.text(name);
    Optional<String> within = uri.part(part);
    if (alone.isPresent() && within.isPresent() && !alone.equals(within)) {
      throw new ConfigFault(URI + " and " + name + " have different values for the " + part);
    }
    return within.or(() -> alone);
  }

  private int port() {
    String text = part("port").orElse("5432");
    try {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException _) {
      // told below, with the range
    }
    throw variables.bad(text, "a whole number from 1 to 65535", "LETTA_PG_PORT");
  }

  private PgTls tls() {
    String mode = uri.part("sslmode").orElse("prefer");
    try {
      PgTls named = PgTls.valueOf(mode.toUpperCase(Locale.ROOT).replace('-', '_'));
      // As libpq has it: who names an authority wants it to be asked.
      boolean verified = named == PgTls.REQUIRE && uri.part("sslrootcert").isPresent();
      return verified ? PgTls.VERIFY_CA : named;
    } catch (IllegalArgumentException _) {
      throw new ConfigFault(
          URI
              + ": sslmode '"
              + mode
              + "' must be disable, allow, prefer, require, verify-ca or verify-full");
    }
  }

  private String schema() {
    String schema = variables.text("LETTA_PG_SCHEMA").orElse("thoth_memory");
    if (!PgConfig.isSchema(schema)) {
      throw variables.bad(
          schema, "a name of a-z, 0-9 and _, not longer than 63", "LETTA_PG_SCHEMA");
    }
    return schema;
  }
}
