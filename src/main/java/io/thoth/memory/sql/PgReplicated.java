package io.thoth.memory.sql;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A PostgreSQL database and replicas of it that may answer {@link Sql#readAnywhere}.
 *
 * @param replicas at least one; where they are and how they are reached
 */
public record PgReplicated(PgConfig primary, List<PgConfig> replicas) implements SqlConfig {
  public PgReplicated {
    replicas = List.copyOf(replicas);
    if (replicas.isEmpty()) {
      throw new IllegalArgumentException("replicas must be some");
    }
  }

  @Override
  public Sql open() {
    return PgSql.open(primary, replicas);
  }

  @Override
  public String shown() {
    return primary.shown()
        + replicas.stream()
            .map(replica -> replica.host() + ":" + replica.port())
            .collect(Collectors.joining(", ", " replicas ", ""));
  }

  @Override
  public String toString() {
    return shown();
  }
}
