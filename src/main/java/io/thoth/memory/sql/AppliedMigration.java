package io.thoth.memory.sql;

/** A row of {@code schema_version}: a migration the database has had. */
record AppliedMigration(long number, String name, String checksum) {
  static AppliedMigration of(Row row) {
    return new AppliedMigration(row.integer("number"), row.text("name"), row.text("checksum"));
  }
}
