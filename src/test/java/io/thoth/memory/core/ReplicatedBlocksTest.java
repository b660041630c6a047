package io.thoth.memory.core;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.Postgres;
import io.thoth.memory.support.Replicated;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;

/** Lists and history of blocks where a replica may answer. */
class ReplicatedBlocksTest {

  @Nested
  class Lists extends BlockListContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Replicated.shared().store(schema);
    }

    @AfterAll
    void theReplicaWasAsked() {
      assertTrue(Replicated.only(sql).reads() > 0);
    }
  }

  @Nested
  class History extends BlockHistoryContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Replicated.shared().store(schema);
    }
  }

  @Nested
  class Tenants extends BlockTenantsContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Replicated.shared().store(schema);
    }
  }
}
