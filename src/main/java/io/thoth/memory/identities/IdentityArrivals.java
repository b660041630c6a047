package io.thoth.memory.identities;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.BlockArrivals;
import io.thoth.memory.json.Json;
import io.thoth.memory.sql.Tx;
import java.util.List;

/**
 * Identities that come from elsewhere, under the ids they had. Called inside the transactions of
 * whoever brings them, for a transaction cannot cross the bus.
 */
public final class IdentityArrivals {
  private static final IdentityStore STORE = new IdentityStore();

  private IdentityArrivals() {}

  public static boolean has(Tx tx, String tenant, String identityId) {
    return !STORE.all(tx, tenant, List.of(identityId)).isEmpty();
  }

  /**
   * Makes an identity that is not here yet, with those of its blocks that are here; false when it
   * is here. Its agents are linked as they come. A fault {@code CONFLICT} when its key is another
   * one's.
   *
   * @param fields as other servers tell of one
   */
  public static boolean arrive(
      Tx tx, Caller caller, String id, ObjectNode fields, List<String> blockIds) {
    if (has(tx, caller.tenant(), id)) {
      return false;
    }
    Identities.Create asked = Json.convert(fields, Identities.Create.class);
    STORE.insert(tx, caller, Identity.made(caller, id, asked));
    blockIds.stream()
        .filter(block -> BlockArrivals.has(tx, caller.tenant(), block))
        .forEach(block -> IdentityLinks.BLOCKS.attach(tx, caller.tenant(), id, block));
    return true;
  }
}
