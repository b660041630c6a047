package io.thoth.memory.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.support.RedisServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a real Redis, well, damaged, frozen and killed. */
class RedisCacheTest {
  private static final byte[] VALUE = "the value".getBytes(StandardCharsets.UTF_8);
  private static final Duration HOUR = Duration.ofHours(1);

  private static RedisServer server;
  private RedisLink link;
  private RedisCache cache;

  @BeforeAll
  static void startServer() {
    server = new RedisServer();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void connect() {
    server.say("FLUSHALL");
    link = new RedisLink(server.url());
    cache = new RedisCache(link, HOUR);
    await(this::isThere);
  }

  @AfterEach
  void disconnect() {
    link.close();
  }

  private boolean isThere() {
    return link.trouble().isEmpty();
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "it did not come about within a minute");
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** Puts it and waits until Redis has it. */
  private void put(String key) {
    cache.put(key, VALUE);
    await(() -> server.say("EXISTS", "thoth:" + key).startsWith(":1"));
  }

  @Test
  void aValueIsFoundByAnotherNodeUnderItsKey() {
    put("a");
    try (RedisLink other = new RedisLink(server.url())) {
      byte[] found = new RedisCache(other, HOUR).get("a");

      assertArrayEquals(VALUE, found);
      assertNull(cache.get("b"));
    }
  }

  @Test
  void aValueIsKeptForItsTimeAndNoLonger() {
    put("a");

    String left = server.say("PTTL", "thoth:a").lines().findFirst().orElseThrow().substring(1);

    assertTrue(Long.parseLong(left) > 0 && Long.parseLong(left) <= HOUR.toMillis(), left);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SET thoth:a poison", "SETRANGE thoth:a 20 X", "APPEND thoth:a more"})
  void aDamagedValueIsNone(String damage) {
    put("a");
    server.say(damage.split(" "));

    byte[] found = cache.get("a");

    assertNull(found);
  }

  @Test
  void aCutValueIsNone() {
    put("a");
    server.say(
        "EVAL",
        "\"redis.call('SET',KEYS[1],redis.call('GETRANGE',KEYS[1],0,-2))\"",
        "1",
        "thoth:a");

    byte[] found = cache.get("a");

    assertNull(found);
    assertTrue(server.say("STRLEN", "thoth:a").startsWith(":" + (16 + VALUE.length - 1)));
  }

  @Test
  void aValueUnderTheKeyOfAnotherIsNone() {
    put("a");
    server.say("COPY", "thoth:a", "thoth:b");

    byte[] found = cache.get("b");

    assertNull(found);
    assertArrayEquals(VALUE, cache.get("a"));
  }

  @Test
  void anotherTypeOfValueIsNone() {
    server.say("LPUSH", "thoth:a", "x");

    byte[] found = cache.get("a");

    assertNull(found);
    assertTrue(isThere());
  }

  @Test
  void aKilledRedisKnowsNothingAndIsTakenUpAgain() {
    put("a");
    server.kill();
    byte[] away = cache.get("a");
    await(() -> !isThere());
    cache.put("a", VALUE);
    server.start();
    await(this::isThere);

    put("a");

    assertNull(away);
    assertArrayEquals(VALUE, cache.get("a"));
  }

  @Test
  void aFrozenRedisHoldsNobodyUp() {
    put("a");
    server.freeze();
    byte[] first = cache.get("a");
    await(() -> !isThere());
    long start = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      assertNull(cache.get("a"));
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    server.thaw();
    await(this::isThere);

    assertNull(first);
    assertTrue(millis < 10_000, "a thousand questions took " + millis + " ms");
    assertArrayEquals(VALUE, cache.get("a"));
  }

  @Test
  void passwordAndDatabaseOfTheAddressAreUsed() {
    try (RedisServer secured = new RedisServer("--requirepass", "open-sesame");
        RedisLink right = new RedisLink(secured.url().replace("://", "://:open-sesame@") + "/3");
        RedisLink wrong = new RedisLink(secured.url().replace("://", "://:guess@"))) {
      await(() -> right.trouble().isEmpty());
      new RedisCache(right, HOUR).put("a", VALUE);
      await(() -> secured.say("AUTH open-sesame\r\nSELECT 3\r\nEXISTS thoth:a").contains(":1"));

      assertNull(new RedisCache(wrong, HOUR).get("a"));
      assertTrue(wrong.trouble().orElseThrow().contains("WRONGPASS"), wrong.trouble()::toString);
    }
  }

  @Test
  void whereThereIsNoRedisNothingIsKnown() {
    RedisServer gone = new RedisServer();
    gone.close();
    try (RedisLink none = new RedisLink(gone.url())) {
      RedisCache empty = new RedisCache(none, HOUR);
      empty.put("a", VALUE);

      byte[] found = empty.get("a");

      assertNull(found);
      assertEquals(1, none.trouble().stream().count());
    }
  }
}
