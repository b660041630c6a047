package io.thoth.memory.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.support.Authority;
import io.thoth.memory.support.RedisServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real Redis that speaks TLS and nothing else, to clients with a certificate, and knows one user,
 * who may do no more than this program has to. Its certificate is for localhost.
 */
class RedisTlsTest {
  private static final byte[] VALUE = "the value".getBytes(StandardCharsets.UTF_8);
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir static Path folder;

  private static RedisServer server;
  private static String own;

  @BeforeAll
  static void start() {
    Authority right = new Authority(folder, "right");
    new Authority(folder, "wrong");
    Authority.Pair client = right.signed("client", "DNS:client.example");
    own = "&ssl_certfile=" + client.certificate() + "&ssl_keyfile=" + client.key();
    server =
        RedisServer.secured(
            right.signed("server", "DNS:localhost"),
            right.certificate(),
            "--user",
            "default",
            "off",
            "--user",
            "ada",
            "on",
            ">open-sesame",
            "~thoth:*",
            "+get",
            "+set",
            "+eval",
            "+time",
            "+@connection");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static RedisLink link(String user, String host, String query) {
    String files =
        query.replace("RIGHT", folder + "/right.crt").replace("WRONG", folder + "/wrong.crt");
    return new RedisLink("rediss://" + user + "@" + host + ":" + server.port() + files);
  }

  private static RedisLink good() {
    return link("ada:open-sesame", "localhost", "?ssl_ca_certs=RIGHT" + own);
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "it did not come about within a minute");
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static void assertWorks(RedisLink link) {
    await(() -> link.trouble().isEmpty());
    RedisCache cache = new RedisCache(link, HOUR);
    cache.put("a", VALUE);
    await(() -> cache.get("a") != null);
    assertArrayEquals(VALUE, cache.get("a"));
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, ?ssl_ca_certs=RIGHT",
    "127.0.0.1, ?ssl_ca_certs=RIGHT&ssl_check_hostname=false",
    "localhost, ?ssl_ca_certs=RIGHT&ssl_cert_reqs=required",
    "127.0.0.1, ?ssl_cert_reqs=none",
  })
  void isUsedWhereItsCertificateIsAsItMustBe(String host, String query) {
    try (RedisLink link = link("ada:open-sesame", host, query + own)) {
      assertWorks(link);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, ?ssl_ca_certs=WRONG",
    "127.0.0.1, ?ssl_ca_certs=RIGHT",
    "localhost, ?ssl_cert_reqs=required",
  })
  void isAwayWhereItIsNot(String host, String query) {
    try (RedisLink link = link("ada:open-sesame", host, query + own)) {
      String trouble = link.trouble().orElseThrow();

      assertNull(new RedisCache(link, HOUR).get("a"));
      assertTrue(trouble.startsWith("TLS: "), trouble);
    }
  }

  @Test
  void aClientWithoutTheCertificateThatIsAskedForFindsNothing() {
    try (RedisLink link = link("ada:open-sesame", "localhost", "?ssl_ca_certs=RIGHT")) {
      assertNull(new RedisCache(link, HOUR).get("a"));
      assertTrue(link.trouble().isPresent());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada:guess", "eve:open-sesame", ":open-sesame"})
  void whoIsNotKnownIsTold(String user) {
    try (RedisLink link = link(user, "localhost", "?ssl_ca_certs=RIGHT" + own)) {
      String trouble = link.trouble().orElseThrow();

      assertTrue(trouble.contains("WRONGPASS"), trouble);
      assertFalse(trouble.contains("sesame"), trouble);
    }
  }

  @Test
  void countsByScriptsAsThatUser() {
    try (RedisLink link = good()) {
      await(() -> link.trouble().isEmpty());
      String script = "redis.call('TIME') redis.call('SET', KEYS[1], ARGV[1]) return 7";

      assertTrue(
          link.number(script, "thoth:rate", 1).toCompletionStage().toCompletableFuture().join()
              == 7);
    }
  }

  @Test
  void isTakenUpAgainAfterItWasKilled() {
    try (RedisLink link = good()) {
      assertWorks(link);
      server.kill();
      await(() -> link.trouble().isPresent());
      assertNull(new RedisCache(link, HOUR).get("a"));
      server.start();

      assertWorks(link);
    }
  }
}
