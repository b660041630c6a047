package io.thoth.memory.tenants;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.sql.Page;
import org.jspecify.annotations.Nullable;

/** How far an administrator reaches: the operator everywhere, any other in one organisation. */
final class Reach {
  private static final int USUAL_PAGE = 50;

  private Reach() {}

  /** The only organisation whose things may be seen; null for all. */
  static @Nullable String filter(Caller caller, @Nullable String asked) {
    return asked == null && caller.grant().operator() ? null : own(caller, asked);
  }

  /** The organisation asked for, or the caller's own; to others than the operator no other is. */
  static String own(Caller caller, @Nullable String asked) {
    if (asked == null || asked.equals(caller.tenant())) {
      return caller.tenant();
    }
    if (!caller.grant().operator()) {
      throw Fault.notFound("Organization", asked);
    }
    return asked;
  }

  /** The user every organisation has: its id has the same digits. */
  static String userOf(String organization) {
    return Id.USER + organization.substring(Id.ORGANIZATION.length());
  }

  static Page page(Tenants.BrowseWithin asked) {
    return Page.of(
        asked.before(),
        asked.after(),
        asked.limit(),
        USUAL_PAGE,
        Page.descending(asked.order(), false));
  }

  static Page page(Tenants.Browse asked) {
    return Page.of(
        asked.before(),
        asked.after(),
        asked.limit(),
        USUAL_PAGE,
        Page.descending(asked.order(), false));
  }
}
