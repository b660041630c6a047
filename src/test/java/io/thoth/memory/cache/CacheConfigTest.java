package io.thoth.memory.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.config.ConfigFault;
import io.thoth.memory.config.Variables;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheConfigTest {
  private static CacheConfig of(Map<String, String> settings) {
    return CacheConfig.of(Variables.of(settings));
  }

  @Test
  void withoutSettingsThisProcessCachesForAnHour() {
    CacheConfig config = of(Map.of());

    assertEquals(Optional.empty(), config.redis());
    assertEquals(Duration.ofHours(1), config.ttl());
  }

  @Test
  void anAddressIsTakenAsItIsAndShownWithoutItsPassword() {
    CacheConfig config = of(Map.of("REDIS_URL", "rediss://user:secret@cache.example:6390/2"));

    assertEquals("rediss://user:secret@cache.example:6390/2", config.redis().orElseThrow());
    assertFalse(config.toString().contains("secret"), config.toString());
  }

  @Test
  void hostAndPortMakeAnAddress() {
    assertEquals(
        "redis://cache:6380",
        of(Map.of("LETTA_REDIS_HOST", "cache", "LETTA_REDIS_PORT", "6380")).redis().orElseThrow());
    assertEquals(
        "redis://cache:6379", of(Map.of("LETTA_REDIS_HOST", "cache")).redis().orElseThrow());
    assertEquals(Optional.empty(), of(Map.of("LETTA_REDIS_PORT", "6380")).redis());
  }

  @Test
  void twoAddressesOfDifferentPlacesAreRefused() {
    Map<String, String> same =
        Map.of("REDIS_URL", "redis://:p@cache:6379/1", "LETTA_REDIS_HOST", "cache");
    Map<String, String> other =
        Map.of("REDIS_URL", "redis://cache:6380", "LETTA_REDIS_HOST", "cache");

    assertEquals("redis://:p@cache:6379/1", of(same).redis().orElseThrow());
    assertThrows(ConfigFault.class, () -> of(other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cache:6379",
        "http://cache",
        "redis://",
        "redis://cache/x",
        "redis://a b",
        "redis://cache?ssl_ca_certs=pom.xml",
        "rediss://cache?ssl_ca_certs=/no/such/file",
        "rediss://cache?ssl_certfile=pom.xml",
        "rediss://cache?ssl_cert_reqs=perhaps",
        "rediss://cache?timeout=3"
      })
  void whatIsNoAddressIsRefusedWithoutBeingRepeated(String url) {
    ConfigFault fault = assertThrows(ConfigFault.class, () -> of(Map.of("REDIS_URL", url)));

    assertTrue(String.valueOf(fault.getMessage()).startsWith("REDIS_URL"), fault::getMessage);
    assertFalse(String.valueOf(fault.getMessage()).contains("'" + url), fault::getMessage);
  }

  @Test
  void withoutTimeToLiveNothingIsKept() {
    try (Caches caches = Caches.open(of(Map.of("LETTA_CACHE_TTL", "0")))) {
      Cache cache = caches.cache();
      cache.put("a", new byte[1]);

      assertNull(cache.get("a"));
    }
  }
}
