package io.thoth.memory.archival;

import io.thoth.memory.sql.SqlConfig;
import io.thoth.memory.support.Postgres;
import org.junit.jupiter.api.Nested;

/** Archival memory on PostgreSQL. */
class PostgresArchivalTest {
  @Nested
  class ArchivalLoad extends ArchivalLoadContract {
    private final SqlConfig database = Postgres.shared().config(Postgres.freshSchema());

    @Override
    SqlConfig database() {
      return database;
    }
  }

  @Nested
  class Archives extends ArchivesContract {
    private final SqlConfig database = Postgres.shared().config(Postgres.freshSchema());

    @Override
    SqlConfig database() {
      return database;
    }
  }

  @Nested
  class Backlog extends BacklogContract {
    private final SqlConfig database = Postgres.shared().config(Postgres.freshSchema());

    @Override
    SqlConfig database() {
      return database;
    }
  }

  @Nested
  class HotArchives extends HotArchivesContract {
    private final SqlConfig database = Postgres.shared().config(Postgres.freshSchema());

    @Override
    SqlConfig database() {
      return database;
    }
  }

  @Nested
  class PassageSearch extends PassageSearchContract {
    private final SqlConfig database = Postgres.shared().config(Postgres.freshSchema());

    @Override
    SqlConfig database() {
      return database;
    }
  }

  @Nested
  class PassageSearchPlaces extends PassageSearchPlacesContract {
    private final SqlConfig database = Postgres.shared().config(Postgres.freshSchema());

    @Override
    SqlConfig database() {
      return database;
    }
  }

  @Nested
  class Passages extends PassagesContract {
    private final SqlConfig database = Postgres.shared().config(Postgres.freshSchema());

    @Override
    SqlConfig database() {
      return database;
    }
  }
}
