package io.thoth.memory.tenants;

import io.thoth.memory.access.AccessConfig;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.journal.Changes;
import io.thoth.memory.sql.Sql;
import io.vertx.core.Deployable;
import java.nio.file.Path;
import java.util.List;

/** What serves tenants; its parts share what they remember. */
public final class Tenancy {
  private Tenancy() {}

  /**
   * @param dataDir where the secret of the keys is kept, unless the settings hold one
   */
  public static List<Deployable> verticles(
      Bus bus, Changes changes, Sql sql, AccessConfig config, Path dataDir) {
    Memory memory = new Memory(System::nanoTime);
    KeySeal seal = new KeySeal(config.keySecret(), dataDir.resolve("key.secret"));
    return List.of(
        new TenantsVerticle(bus, changes, sql, memory, config),
        new UsersVerticle(bus, changes, sql, memory),
        new KeysVerticle(bus, changes, sql, seal, memory));
  }
}
