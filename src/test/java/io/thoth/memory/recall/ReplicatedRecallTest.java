package io.thoth.memory.recall;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.Postgres;
import io.thoth.memory.support.Replicated;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;

/** Lists and search of messages where a replica may answer. */
class ReplicatedRecallTest {

  @Nested
  class OfMessages extends MessagesContract {
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
  class OfSearch extends MessageSearchContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Replicated.shared().store(schema);
    }
  }
}
