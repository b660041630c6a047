package io.thoth.memory.tenants;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.sql.Tx;
import java.util.Optional;
import java.util.UUID;

/** Which organisations there are, for who works on a database without a node. */
public final class Organizations {
  private static final OrganizationStore STORE = new OrganizationStore();

  private Organizations() {}

  /** An organisation's own user at a task that no request asked for; empty without such a one. */
  public static Optional<Caller> caller(Tx tx, String organization, String task) {
    return STORE
        .find(tx, organization)
        .map(Tenants.Organization::id)
        .map(id -> new Caller(id, Reach.userOf(id), task + "-" + UUID.randomUUID(), null, null));
  }
}
