package io.thoth.memory.sql;

/**
 * How far SQLite's write-ahead log has come, in pages.
 *
 * @param length pages in the log, those copied already included, until it begins anew
 * @param copied of them, how many are in the file too
 */
record SqliteLog(long length, long copied) {
  /** Pages that are only in the log. */
  long left() {
    return length - copied;
  }

  static SqliteLog of(SqliteConnection connection) {
    return checkpoint(connection, "noop");
  }

  /**
   * Copies what is only in the log into the file as far as no reader needs the file as it is, and
   * gets it to the disk. When all is copied and nobody reads from the log, the next write begins it
   * anew.
   */
  static SqliteLog copy(SqliteConnection connection) {
    return checkpoint(connection, "passive");
  }

  private static SqliteLog checkpoint(SqliteConnection connection, String mode) {
    return new SqliteTx(connection, false)
        .query(
            "pragma wal_checkpoint(" + mode + ")",
            row -> new SqliteLog(row.integer("log"), row.integer("checkpointed")))
        .getFirst();
  }
}
