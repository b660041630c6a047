package io.thoth.memory.copy;

import static io.thoth.memory.copy.Databases.change;
import static io.thoth.memory.copy.Databases.copy;
import static io.thoth.memory.copy.Databases.make;
import static io.thoth.memory.copy.Databases.number;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.sql.Dialect;
import io.thoth.memory.sql.Migrations;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.SqlConfig;
import io.thoth.memory.sql.SqliteConfig;
import io.thoth.memory.support.Postgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is copied, what is noticed and what is refused, on databases that no node runs on. */
class StoreCopyTest {
  private static final int MANY = 1_203;

  @TempDir Path folder;
  private SqlConfig source;

  @BeforeEach
  void makeSource() {
    source = file("source");
    make(source);
    change(source, "insert into request values ('org-1', 'k', 'op', 'd', '{\"a\": 1}', null, 5)");
  }

  private SqlConfig file(String name) {
    return SqliteConfig.at(folder.resolve(name).resolve("thoth.db"));
  }

  private SqlConfig fresh(Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> file("target");
      case POSTGRESQL -> Postgres.shared().config(Postgres.freshSchema());
    };
  }

  private static void extra(SqlConfig config, Dialect dialect) {
    boolean sqlite = dialect == Dialect.SQLITE;
    change(
        config,
        "create table extra (id bigint primary key, t text, b %s, x %s)"
            .formatted(sqlite ? "blob" : "bytea", sqlite ? "real" : "double precision"),
        "create table extra_child (extra_id bigint references extra (id), id bigint primary key)");
  }

  private void fillExtra() {
    try (Sql sql = source.open()) {
      sql.write(
          "test.fill",
          tx -> {
            for (long id = 0; id < MANY; id++) {
              tx.update(
                  "insert into extra (id, t, b, x) values (?, ?, ?, ?)",
                  id == 0 ? Long.MIN_VALUE : id,
                  id % 3 == 0 ? null : "näme 🦉 " + id,
                  id % 5 == 0 ? null : new byte[] {0, -1, (byte) id},
                  id % 7 == 0 ? null : id / 7.0);
            }
            return tx.update("insert into extra_child (extra_id, id) values (7, 1)");
          });
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aTableThatNobodyThoughtOfIsCopiedToo(Dialect dialect) {
    SqlConfig target = fresh(dialect);
    make(target);
    extra(source, Dialect.SQLITE);
    extra(target, dialect);
    fillExtra();

    List<CopiedTable> copied = copy(source, target);

    assertTrue(copied.stream().anyMatch(t -> t.name().equals("extra") && t.rows() == MANY));
    assertEquals(MANY, number(target, "select count(*) from extra"));
    assertEquals(1, number(target, "select extra_id - 6 from extra_child"));
    SqlConfig back = file("back");
    make(back);
    extra(back, Dialect.SQLITE);
    assertEquals(copied, copy(target, back));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aRowThatIsNotWhatWasCopiedIsNoticedAndNoProgramStartsOnIt(Dialect dialect) {
    SqlConfig target = fresh(dialect);
    make(target);
    change(target, corruptor(dialect));

    String told = refused(() -> copy(source, target));

    assertTrue(told.contains("differs") && told.contains("request ("));
    String start = refused(() -> make(target));
    assertTrue(start.contains("a copy into the database"), start);
  }

  private static String refused(Executable work) {
    return String.valueOf(assertThrows(IllegalStateException.class, work).getMessage());
  }

  /** Changes one letter of every answer that is inserted. */
  private static String[] corruptor(Dialect dialect) {
    return switch (dialect) {
      case SQLITE ->
          new String[] {
            """
            create trigger corrupt after insert on request begin
              update request set answer = replace(new.answer, 'a', 'b');
            end;
            """
          };
      case POSTGRESQL ->
          new String[] {
            """
            create function corrupt() returns trigger language plpgsql as
            $$ begin new.answer := replace(new.answer, 'a', 'b'); return new; end $$
            """,
            """
            create trigger corrupt before insert on request for each row execute function corrupt()
            """
          };
    };
  }

  @Test
  void aCopyThatWasInterruptedIsMadeAnewByTheSameCommand() {
    SqlConfig target = fresh(Dialect.SQLITE);
    make(target);
    extra(source, Dialect.SQLITE);
    extra(target, Dialect.SQLITE);
    fillExtra();
    change(
        target,
        """
        create trigger stop after insert on extra when new.id = 1100 begin
          select raise(abort, 'no');
        end;
        """);
    assertThrows(RuntimeException.class, () -> copy(source, target));
    assertEquals(1_000, number(target, "select count(*) from extra"));
    assertThrows(IllegalStateException.class, () -> make(target));
    change(target, "drop trigger stop");

    copy(source, target);

    assertEquals(MANY, number(target, "select count(*) from extra"));
    make(target);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aTargetWithSomethingInItIsRefusedAndLeftAlone(Dialect dialect) {
    SqlConfig target = fresh(dialect);
    make(target);
    change(target, "insert into request values ('org-1', 'other', 'op', 'd', '{}', null, 5)");

    String told = refused(() -> copy(source, target));

    assertTrue(told.contains("not empty, it has rows in request:"));
    assertEquals(1, number(target, "select count(*) from request where key = 'other'"));
    make(target);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aTargetOfANewerOrAnOlderProgramIsRefused(Dialect dialect) {
    SqlConfig newer = fresh(dialect);
    make(newer);
    change(newer, "insert into schema_version values (999, '999_later', 'x', 1)");
    SqlConfig older = dialect == Dialect.SQLITE ? file("older") : fresh(dialect);
    make(older);
    change(older, "delete from schema_version where number = " + newest(dialect));

    String ofNewer = refused(() -> copy(source, newer));
    String ofOlder = refused(() -> copy(source, older));

    assertTrue(ofNewer.contains("newer than this program"), ofNewer);
    assertTrue(ofOlder.contains("older program"), ofOlder);
  }

  private static int newest(Dialect dialect) {
    return Migrations.of(dialect).all().getLast().number();
  }

  @Test
  void aSourceWithoutThisProgramsSchemaIsRefused() {
    SqlConfig empty = file("empty");
    SqlConfig target = fresh(Dialect.SQLITE);

    String told = refused(() -> copy(empty, target));

    assertTrue(told.contains("`migrate` it first"), told);
  }

  @Test
  void tablesThatOnlyOneSideHasAreToldAndNothingIsCopied() {
    SqlConfig target = fresh(Dialect.SQLITE);
    make(target);
    extra(source, Dialect.SQLITE);

    String told = refused(() -> copy(source, target));

    assertTrue(told.contains("[extra, extra_child]"), told);
    assertEquals(0, number(target, "select count(*) from request"));
  }

  @Test
  void progressIsToldTableByTable() {
    SqlConfig target = fresh(Dialect.SQLITE);
    List<String> told = new ArrayList<>();
    try (Sql from = source.open();
        Sql to = target.open()) {

      new StoreCopy(from, to, (doing, table, done, all) -> told.add(doing + table + done + all))
          .run();
    }

    assertTrue(told.containsAll(List.of("copyingrequest11", "comparingrequest11")), told::toString);
  }
}
