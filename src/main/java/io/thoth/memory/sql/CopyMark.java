package io.thoth.memory.sql;

import java.util.List;

/**
 * Says of a database that a copy into it has begun and not ended: a row of {@code schema_version}
 * that stands before every migration, so that no program starts on half of a memory.
 */
public final class CopyMark {
  /** Where migrations begin with 1. */
  static final int NUMBER = 0;

  private CopyMark() {}

  public static boolean isOn(Sql sql) {
    return sql.read(
            "copy.mark", tx -> tx.number("select count(*) from schema_version where number = 0"))
        > 0;
  }

  /** In the transaction that makes room for the copy. */
  public static void put(Tx tx) {
    tx.update(
        """
        insert into schema_version (number, name, checksum, applied_at)
        values (0, 'unfinished-copy', '', 0) on conflict (number) do nothing
        """);
  }

  /** When everything has been copied and compared. */
  public static void remove(Sql sql) {
    sql.write("copy.mark", tx -> tx.update("delete from schema_version where number = 0"));
  }

  /**
   * What is still to be applied, whether or not the mark is on.
   *
   * @throws IllegalStateException when the database is no earlier state of this program's; one line
   */
  public static List<Migration> pending(Sql sql) {
    List<AppliedMigration> applied =
        sql.read(
            "copy.version",
            tx ->
                tx.query(
                    "select number, name, checksum from schema_version where number > 0"
                        + " order by number",
                    AppliedMigration::of));
    return Migrations.of(sql.dialect()).after(applied);
  }
}
