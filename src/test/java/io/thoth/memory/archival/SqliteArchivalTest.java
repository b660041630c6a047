package io.thoth.memory.archival;

import io.thoth.memory.sql.SqlConfig;
import io.thoth.memory.sql.SqliteConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Archival memory on SQLite. */
class SqliteArchivalTest {
  @Nested
  class ArchivalLoad extends ArchivalLoadContract {
    @TempDir Path folder;

    @Override
    SqlConfig database() {
      return SqliteConfig.at(folder.resolve("thoth.db"));
    }
  }

  @Nested
  class Archives extends ArchivesContract {
    @TempDir Path folder;

    @Override
    SqlConfig database() {
      return SqliteConfig.at(folder.resolve("thoth.db"));
    }
  }

  @Nested
  class Backlog extends BacklogContract {
    @TempDir Path folder;

    @Override
    SqlConfig database() {
      return SqliteConfig.at(folder.resolve("thoth.db"));
    }
  }

  @Nested
  class HotArchives extends HotArchivesContract {
    @TempDir Path folder;

    @Override
    SqlConfig database() {
      return SqliteConfig.at(folder.resolve("thoth.db"));
    }
  }

  @Nested
  class PassageSearch extends PassageSearchContract {
    @TempDir Path folder;

    @Override
    SqlConfig database() {
      return SqliteConfig.at(folder.resolve("thoth.db"));
    }
  }

  @Nested
  class PassageSearchPlaces extends PassageSearchPlacesContract {
    @TempDir Path folder;

    @Override
    SqlConfig database() {
      return SqliteConfig.at(folder.resolve("thoth.db"));
    }
  }

  @Nested
  class Passages extends PassagesContract {
    @TempDir Path folder;

    @Override
    SqlConfig database() {
      return SqliteConfig.at(folder.resolve("thoth.db"));
    }
  }
}
