package io.thoth.memory.removal;

import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.Stores;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Deleting what is large on SQLite. */
class SqliteDeparturesTest {
  @TempDir static Path folder;

  @Nested
  class OfAgents extends DepartedAgentContract {
    @Override
    Sql store() {
      return Stores.sqlite(folder.resolve("agents.db"));
    }
  }

  @Nested
  class OfArchives extends DepartedArchiveContract {
    @Override
    Sql store() {
      return Stores.sqlite(folder.resolve("archives.db"));
    }
  }

  @Nested
  class OfConversations extends DepartedConversationContract {
    @Override
    Sql store() {
      return Stores.sqlite(folder.resolve("conversations.db"));
    }
  }

  @Nested
  class OfCountedConversations extends CountedConversationContract {
    @Override
    Sql store() {
      return Stores.sqlite(folder.resolve("counted.db"));
    }
  }

  @Nested
  class OfCrossedConversations extends CrossedConversationContract {
    @Override
    Sql store() {
      return Stores.sqlite(folder.resolve("crossed.db"));
    }
  }

  @Nested
  class OfForks extends UnfinishedForkContract {
    @Override
    Sql store() {
      return Stores.sqlite(folder.resolve("forks.db"));
    }
  }
}
