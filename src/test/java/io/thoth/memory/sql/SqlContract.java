package io.thoth.memory.sql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.fault.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Sql} does; one subclass per database. */
abstract class SqlContract {
  Sql sql;

  /** An empty database with the tables of {@link #createTables}. */
  abstract Sql open();

  @BeforeEach
  void openIt() {
    sql = open();
    createTables();
  }

  @AfterEach
  void closeIt() {
    sql.close();
  }

  private void createTables() {
    boolean sqlite = sql.dialect() == Dialect.SQLITE;
    String bytes = sqlite ? "blob" : "bytea";
    String real = sqlite ? "real" : "double precision";
    sql.write(
        "test.tables",
        tx -> {
          tx.update("create table note (id bigint primary key, body text unique, flag bigint)");
          tx.update(
              "create table reply (id bigint primary key,"
                  + " note bigint not null references note(id), stars bigint check (stars < 6))");
          return tx.update(
              "create table kinds (i bigint, t text, n " + real + ", b " + bytes + ", f bigint)");
        });
  }

  final int insert(long id, String body) {
    return sql.write("test.insert", tx -> insert(tx, id, body));
  }

  static int insert(Tx tx, long id, String body) {
    return tx.update("insert into note (id, body) values (?, ?)", id, body);
  }

  final long count() {
    return sql.read("test.count", tx -> tx.number("select count(*) from note"));
  }

  @Test
  void everyTypeComesBackAsItWas() {
    byte[] bytes = {0, -1, 127};
    sql.write(
        "test.kinds",
        tx ->
            tx.update(
                "insert into kinds (i, t, n, b, f) values (?, ?, ?, ?, ?)",
                Long.MAX_VALUE,
                "žluťoučký 🐎 'q' \"d\" % _ \\",
                0.1,
                bytes,
                true));

    sql.read(
        "test.read",
        tx ->
            tx.one(
                "select * from kinds",
                row -> {
                  assertEquals(Long.MAX_VALUE, row.integer("i"));
                  assertEquals("žluťoučký 🐎 'q' \"d\" % _ \\", row.text("t"));
                  assertEquals(0.1, row.number("n"));
                  assertArrayEquals(bytes, row.bytes("b"));
                  assertTrue(row.flag("f"));
                  assertFalse(row.isNull("i"));
                  return row;
                }));
  }

  @Test
  void aFailingWriteLeavesNothing() {
    Fault refused = Fault.conflict("no");

    Fault thrown =
        assertThrows(
            Fault.class,
            () ->
                sql.write(
                    "test.fail",
                    tx -> {
                      insert(tx, 1, "one");
                      throw refused;
                    }));

    assertEquals(refused, thrown);
    assertEquals(0, count());
  }

  @Test
  void aReadSeesTheWriteThatReturnedBefore() {
    for (long id = 1; id <= 50; id++) {
      insert(id, "body " + id);

      assertEquals(id, count());
    }
  }
}
