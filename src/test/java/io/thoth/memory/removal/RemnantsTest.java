package io.thoth.memory.removal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.thoth.memory.agents.AgentRemnants;
import io.thoth.memory.archival.ArchiveRemnants;
import io.thoth.memory.sql.Catalog;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Table;
import io.thoth.memory.support.Stores;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that a later migration hangs on agents or archives must not be forgotten. */
class RemnantsTest {
  @TempDir Path folder;

  @Test
  void everyTableThatRefersToWhatIsDeletedIsKnown() {
    try (Sql sql = Stores.sqlite(folder.resolve("thoth.db"))) {
      assertEquals(children(sql, "agent"), AgentRemnants.rows().tables());
      assertEquals(children(sql, "archive"), ArchiveRemnants.rows().tables());
      assertEquals(Set.of("conversation_message"), children(sql, "conversation"));
    }
  }

  private static Set<String> children(Sql sql, String parent) {
    return Catalog.tables(sql).stream()
        .filter(table -> table.parents().contains(parent))
        .map(Table::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
