package io.thoth.memory.sql;

/** Opens a schema of PostgreSQL without the program's tables. */
final class EmptySchema {
  private EmptySchema() {}

  static PgSql open(PgConfig config) {
    PgSql sql = PgSql.open(config);
    sql.migrate(Migrations.in("db/empty"));
    return sql;
  }
}
