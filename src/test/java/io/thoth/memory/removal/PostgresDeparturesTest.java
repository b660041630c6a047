package io.thoth.memory.removal;

import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.Postgres;
import org.junit.jupiter.api.Nested;

/** Deleting what is large on PostgreSQL. */
class PostgresDeparturesTest {

  @Nested
  class OfAgents extends DepartedAgentContract {
    private final String schema = Postgres.freshSchema();

    @Override
    Sql store() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class OfArchives extends DepartedArchiveContract {
    private final String schema = Postgres.freshSchema();

    @Override
    Sql store() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class OfConversations extends DepartedConversationContract {
    private final String schema = Postgres.freshSchema();

    @Override
    Sql store() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class OfCountedConversations extends CountedConversationContract {
    private final String schema = Postgres.freshSchema();

    @Override
    Sql store() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class OfCrossedConversations extends CrossedConversationContract {
    private final String schema = Postgres.freshSchema();

    @Override
    Sql store() {
      return Postgres.store(schema);
    }
  }

  @Nested
  class OfForks extends UnfinishedForkContract {
    private final String schema = Postgres.freshSchema();

    @Override
    Sql store() {
      return Postgres.store(schema);
    }
  }
}
