package io.thoth.memory.bus;

import io.thoth.memory.fault.Fault;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do; each includes those before it. */
public enum Scope {
  READ(1),
  WRITE(2),
  /** Everything in the organisation, its users and its keys. */
  ADMIN(3);

  private final int rank;

  Scope(int rank) {
    this.rank = rank;
  }

  public boolean includes(Scope other) {
    return rank >= other.rank;
  }

  /** As clients write it: {@code read}, {@code write}, {@code admin}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The scope that is written so, in lower case. */
  public static Optional<Scope> of(String text) {
    for (Scope scope : values()) {
      if (scope.text().equals(text)) {
        return Optional.of(scope);
      }
    }
    return Optional.empty();
  }

  /** As {@link #of}; another text is a fault that names the field. */
  public static Scope require(String field, String text) {
    return of(text).orElseThrow(() -> Fault.invalid(field, "must be of read, write and admin"));
  }
}
