package io.thoth.memory.sql;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An empty database with a few tables, for the contracts that every {@link Sql} keeps. */
abstract class SqlFixture {
  Sql sql;

  /** An empty database. */
  abstract Sql open();

  @BeforeEach
  void openWithTables() {
    sql = open();
    createTables();
  }

  @AfterEach
  void closeAgain() {
    sql.close();
  }

  final void createTables() {
    boolean sqlite = sql.dialect() == Dialect.SQLITE;
    String bytes = sqlite ? "blob" : "bytea";
    String real = sqlite ? "real" : "double precision";
    sql.write(
        "test.tables",
        tx -> {
          tx.update("create table note (id bigint primary key, body text unique)");
          tx.update(
              "create table reply (id bigint primary key,"
                  + " note bigint not null references note(id), stars bigint check (stars < 6))");
          return tx.update(
              "create table kind (i bigint, t text, n " + real + ", b " + bytes + ", f bigint)");
        });
  }

  final int insert(long id, String body) {
    return sql.write("test.insert", tx -> insert(tx, id, body));
  }

  static int insert(Tx tx, long id, String body) {
    return tx.update("insert into note (id, body) values (?, ?)", id, body);
  }

  final long count() {
    return sql.read("test.count", SqlFixture::count);
  }

  static long count(Tx tx) {
    return tx.number("select count(*) from note");
  }
}
