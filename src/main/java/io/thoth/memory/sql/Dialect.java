package io.thoth.memory.sql;

/** Which database answers; for the few statements that cannot be written alike for both. */
public enum Dialect {
  SQLITE("sqlite"),
  POSTGRESQL("postgresql");

  private final String folder;

  Dialect(String folder) {
    this.folder = folder;
  }

  /** The folder on the class path that holds this dialect's migrations. */
  String migrations() {
    return "db/" + folder;
  }
}
