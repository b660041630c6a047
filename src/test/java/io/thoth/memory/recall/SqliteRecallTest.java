package io.thoth.memory.recall;

import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.Stores;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Recall memory on SQLite. */
class SqliteRecallTest {
  @TempDir static Path folder;

  @Nested
  class OfMessages extends MessagesContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("messages.db"));
    }
  }

  @Nested
  class OfConversations extends ConversationsContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("conversations.db"));
    }
  }

  @Nested
  class OfSearch extends MessageSearchContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("search.db"));
    }
  }

  @Nested
  class OfPrompts extends PromptsContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("prompts.db"));
    }
  }

  @Nested
  class OfRepeats extends RecallOnceContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("repeats.db"));
    }
  }

  @Nested
  class OfTenants extends RecallTenantsContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("tenants.db"));
    }
  }

  @Nested
  class OfBacklog extends MessageBacklogContract {
    @Override
    protected Sql open() {
      return Stores.sqlite(folder.resolve("backlog.db"));
    }
  }
}
