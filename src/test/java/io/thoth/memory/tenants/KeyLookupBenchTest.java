package io.thoth.memory.tenants;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.Stores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finding one of 100,000 keys costs what finding one of ten costs. */
@Tag("bench")
class KeyLookupBenchTest {
  private static final Logger LOG = LoggerFactory.getLogger("bench");
  private static final int LOOKUPS = 20_000;

  @TempDir private Path folder;

  @Test
  void aHundredThousandKeysCostWhatTenDo() {
    try (Sql sql = Stores.sqlite(folder.resolve("keys.db"))) {
      insert(sql, 0, 10);
      microseconds(sql, 10);
      double ofTen = microseconds(sql, 10);
      insert(sql, 10, 100_000);
      microseconds(sql, 100_000);
      double ofMany = microseconds(sql, 100_000);

      LOG.info("lookup us: of 10 keys {}, of 100,000 keys {}", ofTen, ofMany);
      assertTrue(ofMany < 2 * ofTen + 20, ofTen + " µs, then " + ofMany + " µs");
    }
  }

  private static double microseconds(Sql sql, int keys) {
    Random random = new Random(7);
    KeyStore store = new KeyStore();
    long started = System.nanoTime();
    for (int i = 0; i < LOOKUPS; i++) {
      String prefix = "%016x".formatted(random.nextInt(keys));
      assertTrue(sql.read("bench.key", tx -> store.find(tx, prefix, Times.now())).isPresent());
    }
    return (System.nanoTime() - started) / 1_000.0 / LOOKUPS;
  }

  private static void insert(Sql sql, int from, int to) {
    List<@Nullable Object[]> keys = new ArrayList<>();
    List<@Nullable Object[]> texts = new ArrayList<>();
    for (int i = from; i < to; i++) {
      String id = "key-" + i;
      keys.add(
          new @Nullable Object[] {
            id, Caller.DEFAULT_TENANT, Caller.DEFAULT_ACTOR, "k", "read", "user", (long) i
          });
      texts.add(new @Nullable Object[] {"%016x".formatted(i), id, "0".repeat(64), (long) i});
    }
    sql.write(
        "bench.fill",
        tx -> {
          tx.batch(
              "insert into api_key (id, tenant, user_id, name, scope, created_by, created_at)"
                  + " values (?, ?, ?, ?, ?, ?, ?)",
              keys);
          tx.batch(
              "insert into api_key_text (prefix, key_id, hash, created_at) values (?, ?, ?, ?)",
              texts);
          return to;
        });
  }
}
