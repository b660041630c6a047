package io.thoth.memory.archival;

import io.thoth.memory.sql.SqlConfig;
import io.thoth.memory.support.Postgres;
import io.thoth.memory.support.Replicated;
import org.junit.jupiter.api.Nested;

/** Lists, search and the loading of indexes where a replica may answer. */
class ReplicatedArchivalTest {
  @Nested
  class Search extends PassageSearchContract {
    private final SqlConfig database = Replicated.shared().config(Postgres.freshSchema());

    @Override
    SqlConfig database() {
      return database;
    }
  }

  @Nested
  class Passages extends PassagesContract {
    private final SqlConfig database = Replicated.shared().config(Postgres.freshSchema());

    @Override
    SqlConfig database() {
      return database;
    }
  }

  @Nested
  class HotArchives extends HotArchivesContract {
    private final SqlConfig database = Replicated.shared().config(Postgres.freshSchema());

    @Override
    SqlConfig database() {
      return database;
    }
  }
}
