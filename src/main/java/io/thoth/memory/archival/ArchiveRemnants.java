package io.thoth.memory.archival;

import io.thoth.memory.removal.Departures;
import io.thoth.memory.removal.TableRemnants;
import io.thoth.memory.sql.Sql;
import java.util.List;
import java.util.Map;

/** How archives are deleted: which tables hold something of them. */
public final class ArchiveRemnants {
  private static final List<String> SMALL = List.of("agent_archive");
  private static final Map<String, String> LARGE =
      Map.of("passage", "tenant, archive_id, sequence");

  private ArchiveRemnants() {}

  public static Departures departures(Sql sql) {
    return new Departures(sql, "archive", rows());
  }

  public static TableRemnants rows() {
    return new TableRemnants("archive", "archive_id", SMALL, LARGE);
  }

  /** The condition that the archive of a row was not deleted. */
  static String none(String alias) {
    return "not exists (select 1 from archive gone where gone.tenant = %s.tenant".formatted(alias)
        + " and gone.id = %s.archive_id and gone.arrival = '%s')"
            .formatted(alias, Departures.DEPARTED);
  }
}
