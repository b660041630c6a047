package io.thoth.memory.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProcessCacheTest {
  private static final byte[] VALUE = {1, 2, 3};

  private final AtomicLong now = new AtomicLong();
  private final ProcessCache cache = new ProcessCache(10_000, Duration.ofSeconds(60), now::get);

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void aValueIsKnownUntilItsTimeIsOver() {
    cache.put("a", VALUE);
    pass(Duration.ofSeconds(59));
    byte[] before = cache.get("a");
    pass(Duration.ofSeconds(1));

    byte[] after = cache.get("a");

    assertArrayEquals(VALUE, before);
    assertNull(after);
    assertEquals(0, cache.bytes());
  }

  @Test
  void theLeastRecentlyAskedForGoWhenThereIsNoRoom() {
    cache.put("kept", new byte[3_000]);
    cache.put("gone", new byte[3_000]);
    cache.get("kept");

    cache.put("new", new byte[5_000]);

    assertEquals(3_000, Objects.requireNonNull(cache.get("kept")).length);
    assertNull(cache.get("gone"));
    assertEquals(5_000, Objects.requireNonNull(cache.get("new")).length);
    assertTrue(cache.bytes() <= 10_000);
  }

  @Test
  void whatFindsNoRoomAtAllPushesNothingOut() {
    cache.put("kept", VALUE);

    cache.put("huge", new byte[10_001]);

    assertArrayEquals(VALUE, cache.get("kept"));
    assertNull(cache.get("huge"));
  }

  @Test
  void aValuePutTwiceTakesItsRoomOnce() {
    cache.put("a", VALUE);
    long once = cache.bytes();

    cache.put("a", VALUE);

    assertEquals(once, cache.bytes());
  }

  @Test
  void whatTheSecondCacheKnowsIsKeptInTheFirst() {
    ProcessCache far = new ProcessCache(10_000, Duration.ofSeconds(60));
    far.put("a", VALUE);

    byte[] found = cache.before(far).get("a");

    assertArrayEquals(VALUE, found);
    assertArrayEquals(VALUE, cache.get("a"));
  }

  @Test
  void keysOfDifferentPartsDiffer() {
    String key = CacheKey.of("kind1").and("ab").and("c").and(1).text();

    assertEquals(key, CacheKey.of("kind1").and("ab").and("c").and(1).text());
    assertNotEquals(key, CacheKey.of("kind1").and("a").and("bc").and(1).text());
    assertNotEquals(key, CacheKey.of("kind1").and("ab").and("c").and(2).text());
    assertNotEquals(key, CacheKey.of("kind2").and("ab").and("c").and(1).text());
  }
}
