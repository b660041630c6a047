package io.thoth.memory.sql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements, arguments and rows of every {@link Sql}. */
abstract class SqlContract extends SqlFixture {
  private record Kind(
      @Nullable Long i, @Nullable String t, double n, byte @Nullable [] b, boolean f) {
    static Kind of(Row row) {
      return new Kind(
          row.integerOrNull("i"),
          row.textOrNull("t"),
          row.number("n"),
          row.bytesOrNull("b"),
          row.flag("f"));
    }
  }

  private Kind stored(@Nullable Object... args) {
    return sql.write(
        "test.kind",
        tx -> {
          tx.update("insert into kind (i, t, n, b, f) values (?, ?, ?, ?, ?)", args);
          return tx.one("select * from kind", Kind::of).orElseThrow();
        });
  }

  @Test
  void everyTypeComesBackAsItWasGiven() {
    byte[] bytes = {0, -1, 127};
    String text = "žluťoučký 🐎 'q' \"d\" % _ \\ \n";

    Kind kind = stored(Long.MAX_VALUE, text, 0.1, bytes, true);

    assertEquals(Long.MAX_VALUE, kind.i());
    assertEquals(text, kind.t());
    assertEquals(0.1, kind.n());
    assertArrayEquals(bytes, kind.b());
    assertTrue(kind.f());
  }

  @Test
  void emptyIsNotNull() {
    Kind kind = stored(-1, "", 2.0, new byte[0], false);

    assertEquals(-1, kind.i());
    assertEquals("", kind.t());
    assertEquals(2.0, kind.n());
    assertArrayEquals(new byte[0], kind.b());
    assertEquals(false, kind.f());
  }

  @Test
  void nullComesBackAsNull() {
    Kind kind = stored(null, null, 0.0, null, false);

    assertNull(kind.i());
    assertNull(kind.t());
    assertNull(kind.b());
    assertTrue(
        sql.read("test.null", tx -> tx.query("select t from kind", r -> r.isNull("t"))).getFirst());
  }

  @Test
  void aColumnThatIsNullMissingAmbiguousOrOfAnotherTypeIsNamed() {
    insert(1, "one");

    assertRowFails("column body is null", "select cast(null as text) as body", "body");
    assertRowFails("no column nobody", "select body from note", "nobody");
    assertRowFails("several columns are called body", "select body, body from note", "body");
    assertRowFails("column body is not text", "select 1 as body", "body");
  }

  private void assertRowFails(String message, String statement, String column) {
    SqlFailure failure =
        assertThrows(
            SqlFailure.class,
            () -> sql.read("test.row", tx -> tx.query(statement, row -> row.text(column))));
    assertInstanceOf(IllegalStateException.class, failure.getCause());
    assertTrue(failure.getMessage().startsWith("test.row: " + message), failure.getMessage());
  }

  @Test
  void anArgumentOfAnotherTypeIsRefused() {
    SqlFailure failure =
        assertThrows(SqlFailure.class, () -> stored(Instant.EPOCH, "t", 0.0, null, false));

    assertInstanceOf(IllegalArgumentException.class, failure.getCause());
    assertTrue(failure.getMessage().contains("java.time.Instant"), failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "\ud83d", "a\udc0eb", "\ud83d\ud83d\udc0e"})
  void textThatWouldComeBackChangedIsRefused(String text) {
    Fault fault = assertThrows(Fault.class, () -> insert(1, text));

    assertEquals(FaultKind.INVALID, fault.kind());
    assertEquals(0, count());
  }

  @Test
  void aStatementThatDoesNotExistNamesOperationAndText() {
    SqlFailure failure =
        assertThrows(
            SqlFailure.class, () -> sql.read("test.wrong", tx -> tx.number("select nonsense(1)")));

    assertTrue(failure.getMessage().startsWith("test.wrong: "), failure.getMessage());
    assertTrue(failure.getMessage().contains("select nonsense(1)"), failure.getMessage());
  }

  @Test
  void oneIsTheRowOrNothingAndNeverOneOfSeveral() {
    insert(1, "one");
    insert(2, "two");
    String byId = "select body from note where id >= ?";

    assertEquals(Optional.empty(), sql.read("test.none", tx -> tx.one(byId, SqlContract::body, 3)));
    assertEquals(
        Optional.of("two"), sql.read("test.one", tx -> tx.one(byId, SqlContract::body, 2)));
    SqlFailure failure =
        assertThrows(
            SqlFailure.class, () -> sql.read("test.two", tx -> tx.one(byId, SqlContract::body, 1)));
    assertInstanceOf(IllegalStateException.class, failure.getCause());
  }

  private static String body(Row row) {
    return row.text("body");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select id from note where id > 5",
        "select id from note",
        "select id, id from note where id = 1",
        "select body from note where id = 1",
        "select cast(null as bigint)",
        "select 0.5"
      })
  void aNumberThatIsNotOneIntegerIsRefused(String statement) {
    insert(1, "one");
    insert(2, "two");

    SqlFailure failure =
        assertThrows(SqlFailure.class, () -> sql.read("test.number", tx -> tx.number(statement)));

    assertInstanceOf(IllegalStateException.class, failure.getCause());
  }

  @Test
  void updateAnswersHowManyRowsItChanged() {
    insert(1, "one");
    insert(2, "two");

    int changed =
        sql.write("test.update", tx -> tx.update("update note set id = id + 10 where id < ?", 9));

    assertEquals(2, changed);
  }

  @Test
  void returningIsAQuery() {
    insert(1, "one");

    List<String> bodies =
        sql.write(
            "test.returning",
            tx ->
                tx.query(
                    "update note set body = body || ? returning body", SqlContract::body, " more"));

    assertEquals(List.of("one more"), bodies);
    assertEquals(
        bodies, sql.read("test.read", tx -> tx.query("select body from note", SqlContract::body)));
  }

  @Test
  void aBatchRunsForEveryRowAndAlsoForNone() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (long id = 1; id <= 500; id++) {
      rows.add(new Object[] {id, "body " + id});
    }
    String insert = "insert into note (id, body) values (?, ?)";

    sql.write(
        "test.batch",
        tx -> {
          tx.batch(insert, rows);
          tx.batch(insert, List.of());
          return true;
        });

    assertEquals(500, count());
  }

  @Test
  void eachStreamsInOrderAndStopsWhenTheConsumerThrows() {
    aBatchRunsForEveryRowAndAlsoForNone();
    List<Long> seen = new ArrayList<>();
    Fault enough = Fault.conflict("enough");

    Fault thrown =
        assertThrows(
            Fault.class,
            () ->
                sql.read(
                    "test.each",
                    tx -> {
                      tx.each(
                          "select id from note order by id",
                          row -> {
                            seen.add(row.integer("id"));
                            if (seen.size() == 3) {
                              throw enough;
                            }
                          });
                      return 0;
                    }));

    assertSame(enough, thrown);
    assertEquals(List.of(1L, 2L, 3L), seen);
  }

  @Test
  void theSameStatementMayRunInsideItself() {
    insert(1, "one");
    insert(2, "two");
    insert(3, "three");
    String after = "select id from note where id > ? order by id";
    List<String> pairs = new ArrayList<>();

    sql.read(
        "test.inside",
        tx -> {
          tx.each(
              after,
              outer ->
                  tx.each(
                      after,
                      inner -> pairs.add(outer.integer("id") + "<" + inner.integer("id")),
                      outer.integer("id")),
              0);
          return 0;
        });

    assertEquals(List.of("1<2", "1<3", "2<3"), pairs);
  }

  @Test
  void manyDifferentStatementsAreFine() {
    long sum =
        sql.read(
            "test.many",
            tx -> {
              long total = 0;
              for (int number = 0; number < 600; number++) {
                total += tx.number("select " + number);
              }
              return total;
            });

    assertEquals(600L * 599 / 2, sum);
  }
}
