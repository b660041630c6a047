package io.thoth.memory.cache;

import org.jspecify.annotations.Nullable;

/**
 * Bytes under keys, for a while. A key names the version of what its value was computed from, so
 * that a value is right for as long as it is there. Thread-safe; never throws. May wait up to 50
 * ms, so it is not to be called on an event loop.
 */
public interface Cache {
  /** Keeps nothing. */
  Cache NONE =
      new Cache() {
        @Override
        public byte @Nullable [] get(String key) {
          return null;
        }

        @Override
        public void put(String key, byte[] value) {}
      };

  /** What was put under the key, exactly; null when it is not known any more. Not to be changed. */
  byte @Nullable [] get(String key);

  /** Keeps the value, if it can; it must not be changed any more. */
  void put(String key, byte[] value);

  /** This one first, then the other; what only the other knows is kept here too. */
  default Cache before(Cache other) {
    Cache near = this;
    return new Cache() {
      @Override
      public byte @Nullable [] get(String key) {
        byte[] known = near.get(key);
        if (known == null) {
          known = other.get(key);
          if (known != null) {
            near.put(key, known);
          }
        }
        return known;
      }

      @Override
      public void put(String key, byte[] value) {
        near.put(key, value);
        other.put(key, value);
      }
    };
  }
}
