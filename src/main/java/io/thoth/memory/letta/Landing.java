package io.thoth.memory.letta;

import io.thoth.memory.agents.AgentArrivals;
import io.thoth.memory.archival.ArchiveArrivals;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.AgentBlocks;
import io.thoth.memory.core.BlockArrivals;
import io.thoth.memory.journal.Journal;
import io.thoth.memory.recall.ConversationArrivals;
import io.thoth.memory.recall.RecallArrivals;
import io.thoth.memory.sql.ConstraintViolation;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.sql.Work;

/**
 * Where everything is written to: the database, and the parts of the features that write what comes
 * from elsewhere.
 *
 * @param caller whose organisation gets it
 * @param attaching what agents do with blocks
 */
public record Landing(
    Sql sql,
    Caller caller,
    AgentArrivals agents,
    BlockArrivals blocks,
    AgentBlocks attaching,
    ArchiveArrivals archives,
    RecallArrivals recall,
    ConversationArrivals conversations) {

  String tenant() {
    return caller.tenant();
  }

  /** Whether something that is not here was deleted here, which it stays. */
  boolean wasDeleted(Tx tx, String id) {
    return Journal.span(tx, tenant(), id).isPresent();
  }

  <T> T read(Work<T> work) {
    return sql.read("letta.read", work);
  }

  /** One transaction; what is in the way of it is told of the old server. */
  <T> T write(Work<T> work) {
    try {
      return sql.write("letta.write", work);
    } catch (ConstraintViolation twice) {
      throw new LettaProblem(
          "the old server gives one id or name to two things: " + twice.getMessage());
    }
  }
}
