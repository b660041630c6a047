package io.thoth.memory.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.config.Variables;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.support.Authority;
import io.thoth.memory.support.Between;
import io.thoth.memory.support.Command;
import io.thoth.memory.support.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every {@code sslmode}, with real certificates, at a server that lets ada in with TLS and bob
 * without, both by SCRAM, and eve by her certificate; and at one that has no TLS. Its certificate
 * is for localhost, so that 127.0.0.1 is another host.
 */
class PostgresTlsTest {
  private static final String PASSWORD = "open sesame, ü";
  private static final String ASKED =
      "select ssl::text as ssl from pg_stat_ssl where pid = pg_backend_pid()";

  @TempDir static Path folder;

  private static Postgres server;
  private static Authority right;
  private static Authority.Pair eve;

  @BeforeAll
  static void start() {
    right = new Authority(folder, "right");
    new Authority(folder, "wrong");
    eve = right.signed("eve", "DNS:eve.example");
    server = new Postgres("fsync=off", "password_encryption='scram-sha-256'");
    try (Sql sql = PgSql.open(server.config("public"))) {
      for (String role : List.of("ada", "bob", "eve")) {
        String create = "create role " + role + " login password '" + PASSWORD + "'";
        sql.write("test.role", tx -> tx.update(create));
      }
    }
    server.secure(
        right.signed("server", "DNS:localhost"),
        right.certificate(),
        "hostssl all ada 127.0.0.1/32 scram-sha-256",
        "hostnossl all bob 127.0.0.1/32 scram-sha-256",
        "hostssl all eve 127.0.0.1/32 cert",
        "host all postgres 127.0.0.1/32 trust");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String uri(String user, String host, int port, String query) {
    String password = PASSWORD.replace(" ", "%20").replace(",", "%2C").replace("ü", "%C3%BC");
    String files =
        query.replace("RIGHT", folder + "/right.crt").replace("WRONG", folder + "/wrong.crt");
    return "postgresql://" + user + ":" + password + "@" + host + ":" + port + "/postgres" + files;
  }

  /** Whether the connection is encrypted, as the server sees it. */
  private static String encrypted(String uri) {
    PgConfig config = PgVariables.at("--to", uri, Variables.of(Map.of()));
    try (Sql sql = PgSql.open(config)) {
      return sql.read("test.ssl", tx -> tx.one(ASKED, row -> row.text("ssl"))).orElseThrow();
    }
  }

  private static String refused(String uri) {
    Fault fault = assertThrows(Fault.class, () -> encrypted(uri));
    String message = fault.getMessage();
    assertEquals(1, message.lines().count(), message);
    assertFalse(message.contains("sesame"), message);
    return message;
  }

  @ParameterizedTest
  @CsvSource({
    "ada, localhost, '', true",
    "ada, localhost, ?sslmode=allow, true",
    "ada, localhost, ?sslmode=prefer, true",
    "ada, localhost, ?sslmode=require, true",
    "ada, 127.0.0.1, ?sslmode=require&sslrootcert=RIGHT, true",
    "ada, 127.0.0.1, ?sslmode=verify-ca&sslrootcert=RIGHT, true",
    "ada, localhost, ?sslmode=verify-full&sslrootcert=RIGHT, true",
    "bob, localhost, '', false",
    "bob, localhost, ?sslmode=disable, false",
    "bob, localhost, ?sslmode=allow, false",
    "bob, localhost, ?sslmode=prefer, false",
  })
  void isEncryptedWhereTheModeAndTheServerSaySo(
      String user, String host, String query, String expected) {
    assertEquals(expected, encrypted(uri(user, host, server.port(), query)));
  }

  @ParameterizedTest
  @CsvSource({
    "ada, localhost, ?sslmode=disable, no pg_hba.conf entry",
    "bob, localhost, ?sslmode=require, no pg_hba.conf entry",
    "ada, 127.0.0.1, ?sslmode=require&sslrootcert=WRONG, the TLS handshake",
    "ada, localhost, ?sslmode=verify-ca&sslrootcert=WRONG, the TLS handshake",
    "ada, localhost, ?sslmode=verify-ca, the TLS handshake",
    "ada, localhost, ?sslmode=verify-full&sslrootcert=WRONG, the TLS handshake",
    "ada, localhost, ?sslmode=verify-full&sslrootcert=system, the TLS handshake",
    "ada, 127.0.0.1, ?sslmode=verify-full&sslrootcert=RIGHT, the TLS handshake",
  })
  void isRefusedInOneLineWhereItMayNotBe(String user, String host, String query, String why) {
    String message = refused(uri(user, host, server.port(), query));

    assertTrue(message.contains(why), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?sslmode=disable", "?sslmode=allow", "?sslmode=prefer"})
  void aServerWithoutTlsIsUsedByTheModesThatDoNotInsist(String query) {
    String uri = uri("postgres", "127.0.0.1", Postgres.shared().port(), query);

    assertEquals("false", encrypted(uri));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"require", "verify-ca&sslrootcert=RIGHT", "verify-full&sslrootcert=RIGHT"})
  void aServerWithoutTlsIsRefusedByTheOthers(String mode) {
    String uri = uri("postgres", "localhost", Postgres.shared().port(), "?sslmode=" + mode);

    assertTrue(refused(uri).contains("does not offer TLS"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"disable", "allow", "prefer", "require"})
  void aWrongPasswordIsOneLine(String mode) {
    String user = mode.equals("disable") ? "bob" : "ada";
    String uri =
        uri(user, "localhost", server.port(), "?sslmode=" + mode).replace("sesame", "Sesame");

    String message = refused(uri);

    assertTrue(message.contains("password authentication failed for user"), message);
    assertFalse(message.contains("Sesame"), message);
  }

  @Test
  void aClientIsKnownByItsCertificate() {
    String own = "&sslcert=" + eve.certificate() + "&sslkey=" + eve.key();
    String query = "?sslmode=verify-full&sslrootcert=RIGHT";

    assertEquals("true", encrypted(uri("eve", "localhost", server.port(), query + own)));
    String without = refused(uri("eve", "localhost", server.port(), query));
    assertTrue(without.contains("certificate"), without);
  }

  /** The proof of the password holds for the certificate that the client was shown. */
  @Test
  void whoStandsBetweenWithACertificateOfHisOwnIsFoundOut() {
    Authority.Pair his = new Authority(folder, "his").signed("between", "DNS:localhost");
    try (Between between = new Between(his, server.port())) {
      String query = "?sslmode=require";

      assertEquals("true", encrypted(uri("postgres", "localhost", between.port(), query)));
      String message = refused(uri("ada", "localhost", between.port(), query));

      assertTrue(message.contains("channel binding"), message);
    }
  }

  @Test
  void withoutSslrootcertThoseAreTrustedWhomJavaTrusts() {
    Path store = folder.resolve("trusted.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> words =
        List.of(
            keytool,
            "-importcert",
            "-noprompt",
            "-alias",
            "right",
            "-storepass",
            "changeit",
            "-file",
            right.certificate().toString(),
            "-keystore",
            store.toString());
    new Command(words, folder, Map.of(), Duration.ofSeconds(60)).run();
    System.setProperty("javax.net.ssl.trustStore", store.toString());
    System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
    try {
      String uri = uri("ada", "localhost", server.port(), "?sslmode=verify-full");

      assertEquals("true", encrypted(uri));
    } finally {
      System.clearProperty("javax.net.ssl.trustStore");
      System.clearProperty("javax.net.ssl.trustStorePassword");
    }
  }

  @Test
  void whoWasRefusedLeavesNothingOpen() {
    for (String query : List.of("verify-full&sslrootcert=WRONG", "verify-ca", "disable")) {
      refused(uri("ada", "localhost", server.port(), "?sslmode=" + query));
    }

    assertTimeout(Duration.ofSeconds(20), () -> server.stop("fast"));

    server.start();
    assertEquals("true", encrypted(uri("ada", "localhost", server.port(), "")));
  }
}
