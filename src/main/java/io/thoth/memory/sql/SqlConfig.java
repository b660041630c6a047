package io.thoth.memory.sql;

/** Which database keeps the data, and how it is reached. */
public sealed interface SqlConfig permits SqliteConfig, PgConfig, PgReplicated {
  /**
   * Opens the database; its schema may still have to be brought up to date.
   *
   * @throws IllegalStateException when it cannot be opened; one line to print
   */
  Sql open();

  /** Where the data is, for people to read; without a password. */
  String shown();
}
