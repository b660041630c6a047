package io.thoth.memory.cache;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A cache in this process. When its values take more than they may, those asked for longest ago go.
 */
public final class ProcessCache implements Cache {
  /** Heap for an entry besides its key and its value. */
  private static final long OVERHEAD = 150;

  private record Entry(byte[] value, long until) {}

  private final long most;
  private final long ttl;
  private final LongSupplier clock;
  private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * @param most bytes of heap
   * @param ttl after which a value is forgotten at the latest
   */
  public ProcessCache(long most, Duration ttl) {
    this(most, ttl, System::nanoTime);
  }

  /**
   * @param clock in nanoseconds from any origin
   */
  ProcessCache(long most, Duration ttl, LongSupplier clock) {
    this.most = most;
    this.ttl = ttl.toNanos();
    this.clock = clock;
  }

  @Override
  public synchronized byte @Nullable [] get(String key) {
    Entry entry = entries.get(key);
    if (entry == null) {
      return null;
    }
    if (clock.getAsLong() - entry.until() >= 0) {
      forget(key);
      return null;
    }
    return entry.value();
  }

  @Override
  public synchronized void put(String key, byte[] value) {
    forget(key);
    if (size(key, value) > most) {
      return;
    }
    entries.put(key, new Entry(value, clock.getAsLong() + ttl));
    bytes += size(key, value);
    Iterator<Map.Entry<String, Entry>> oldestFirst = entries.entrySet().iterator();
    while (bytes > most) {
      Map.Entry<String, Entry> oldest = oldestFirst.next();
      bytes -= size(oldest.getKey(), oldest.getValue().value());
      oldestFirst.remove();
    }
  }

  private void forget(String key) {
    Entry before = entries.remove(key);
    if (before != null) {
      bytes -= size(key, before.value());
    }
  }

  private static long size(String key, byte[] value) {
    return OVERHEAD + key.length() + value.length;
  }

  /** About how much heap it takes. */
  synchronized long bytes() {
    return bytes;
  }
}
