package io.thoth.memory.recall;

import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.Postgres;
import org.junit.jupiter.api.Nested;

/** Recall memory on PostgreSQL. */
class PostgresRecallTest {

  @Nested
  class OfMessages extends MessagesContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class OfConversations extends ConversationsContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class OfSearch extends MessageSearchContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class OfPrompts extends PromptsContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class OfRepeats extends RecallOnceContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class OfTenants extends RecallTenantsContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class OfBacklog extends MessageBacklogContract {
    private final String schema = Postgres.freshSchema();

    @Override
    protected Sql open() {
      return Postgres.store(schema);
    }
  }
}
