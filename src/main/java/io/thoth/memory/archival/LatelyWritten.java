package io.thoth.memory.archival;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * To whom passages were written lately. They need not be looked for before the next text is
 * embedded, which costs a transaction of its own: the one that writes looks anyway, and whoever it
 * does not find is looked for again from then on. Safe for all threads.
 */
final class LatelyWritten {
  private static final int MOST = 8_192;

  /** Whose a new passage shall be, as it was asked for. */
  record Whose(String tenant, @Nullable String agentId, @Nullable String archiveId) {
    static Whose of(Caller caller, Passages.Create question) {
      return new Whose(caller.tenant(), question.agentId(), question.archiveId());
    }

    static Whose of(Caller caller, Passages.Batch question) {
      return new Whose(caller.tenant(), null, question.archiveId());
    }
  }

  private final Set<Whose> known = ConcurrentHashMap.newKeySet();

  boolean has(Whose whose) {
    return known.contains(whose);
  }

  /** Looks within the transaction that writes; throws what {@code look} throws. */
  <T> T found(Whose whose, Supplier<T> look) {
    try {
      T there = look.get();
      remember(whose);
      return there;
    } catch (Fault gone) {
      known.remove(whose);
      throw gone;
    }
  }

  private void remember(Whose whose) {
    if (known.size() >= MOST) {
      known.clear(); // whoever is still written to is back at once
    }
    known.add(whose);
  }
}
