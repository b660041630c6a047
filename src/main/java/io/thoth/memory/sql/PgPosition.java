package io.thoth.memory.sql;

/**
 * How far the changes of one database have come.
 *
 * @param system identifies the data directory that the server and its replicas descend from
 * @param database the database's number in it
 * @param timeline which continuation of it; another one begins when a replica becomes the primary
 * @param bytes of its log of changes, from its beginning
 */
record PgPosition(String system, long database, long timeline, long bytes) {
  private static final String WHICH =
      """
      (select cast(system_identifier as text) from pg_control_system()) as system,
      (select cast(oid as bigint) from pg_database where datname = current_database()) as database,
      """;

  /**
   * Asks a primary. A change is answered after it was flushed, because our connections that write
   * say {@code synchronous_commit}; so what is flushed now includes every change answered by now,
   * of every node. A standby cannot answer this.
   */
  static final String OF_PRIMARY =
      "select "
          + WHICH
          + """
          cast(cast('x' || left(pg_walfile_name(pg_current_wal_flush_lsn()), 8) as bit(32))
            as bigint) as timeline,
          cast(pg_current_wal_flush_lsn() - pg_lsn '0/0' as bigint) as bytes
          """;

  /**
   * Asks a replica. A new timeline may be told late, when the replica has written its state to the
   * disk, but an old one is never told as a new one.
   */
  static final String OF_REPLICA =
      "select "
          + WHICH
          + """
          cast(greatest(timeline_id, min_recovery_end_timeline) as bigint) as timeline,
          cast(coalesce(pg_last_wal_replay_lsn() - pg_lsn '0/0', 0) as bigint) as bytes,
          pg_is_in_recovery() as standby
          from pg_control_checkpoint(), pg_control_recovery()
          """;

  static PgPosition of(Row row) {
    return new PgPosition(
        row.text("system"), row.integer("database"), row.integer("timeline"), row.integer("bytes"));
  }

  /** Whether positions of both can be compared. */
  boolean isOfSameHistory(PgPosition other) {
    return system.equals(other.system) && database == other.database && timeline == other.timeline;
  }
}
