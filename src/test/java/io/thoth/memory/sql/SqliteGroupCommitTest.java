package io.thoth.memory.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes that share a commit, and what becomes of them when the disk is full. */
class SqliteGroupCommitTest {
  private static final String INSERT = "insert into note (id, body) values (?, ?)";

  @TempDir Path folder;
  private SqliteSql sql;
  private volatile boolean full;

  @BeforeEach
  void open() {
    SqliteConfig config = new SqliteConfig(folder.resolve("thoth.db"), 2, 1000, 40);
    sql = SqliteSql.open(config, this::connect);
    sql.write(
        "test.table", tx -> tx.update("create table note (id bigint primary key, body blob)"));
  }

  /** A writer's connection whose file cannot grow while the disk is said to be full. */
  private SqliteConnection connect(Path file) throws SQLException {
    SqliteConnection connection = SqliteConnection.toWrite(file);
    if (full) {
      connection.run("pragma max_page_count = 1"); // SQLite makes that: as large as it is now.
    }
    return connection;
  }

  @AfterEach
  void close() {
    sql.close();
  }

  private int insert(long id) {
    return sql.write("test.insert", tx -> tx.update(INSERT, id, "body"));
  }

  private long count() {
    return sql.read("test.count", tx -> tx.number("select count(*) from note"));
  }

  /** Starts these writes while the writer is held up, so that they wait together. */
  private List<Caller> together(Caller.Gate gate, List<Caller> callers)
      throws InterruptedException {
    for (Caller caller : callers) {
      caller.waiting();
    }
    gate.open();
    for (Caller caller : callers) {
      caller.done();
    }
    return callers;
  }

  private Caller.Gate heldUp() throws InterruptedException {
    Caller.Gate gate = new Caller.Gate();
    Caller.of(() -> sql.write("test.gate", _ -> gate.pass()));
    gate.awaitBegun();
    return gate;
  }

  private List<Caller> inserts(int from, int to) {
    return LongStream.rangeClosed(from, to).mapToObj(id -> Caller.of(() -> insert(id))).toList();
  }

  @Test
  void writesThatWaitTogetherShareOneCommit() throws InterruptedException {
    WriteCounts before = sql.writeCounts();

    together(heldUp(), inserts(1, 30));

    assertEquals(30, count());
    assertEquals(before.writes() + 31, sql.writeCounts().writes());
    // All in one when the writer is held up by the first of the group; its time limit may split it.
    assertTrue(sql.writeCounts().commits() - before.commits() <= 2);
  }

  @Test
  void whoHasTimeWaitsForOthersToShareTheCommit() throws InterruptedException {
    Duration patience = Duration.ofMillis(15);
    WriteCounts before = sql.writeCounts();

    for (long pair = 1; pair <= 20; pair++) {
      long id = 2 * pair;
      Caller.Gate written = new Caller.Gate();
      Caller patient =
          Caller.of(
              () ->
                  sql.write(
                      "test.patient",
                      patience,
                      tx -> {
                        written.open();
                        written.pass();
                        return tx.update(INSERT, id, "body");
                      }));
      written.awaitBegun();
      // By then whoever has no time is committed.
      LockSupport.parkNanos(patience.toNanos() / 10);
      insert(id + 1);
      patient.done();
    }

    long commits = sql.writeCounts().commits() - before.commits();
    assertTrue(commits <= 30, "40 writes in " + commits + " commits");
  }

  @Test
  void aGroupIsNoLargerThanItsLimit() throws InterruptedException {
    WriteCounts before = sql.writeCounts();

    together(heldUp(), inserts(1, 200));

    assertEquals(200, count());
    assertTrue(sql.writeCounts().commits() - before.commits() >= 6, "201 writes of 40 at most");
  }

  @Test
  void afterCommitRunsInTheOrderOfTheWritesOfAGroup() throws InterruptedException {
    List<Long> inserted = Collections.synchronizedList(new ArrayList<>());
    List<Long> committed = Collections.synchronizedList(new ArrayList<>());
    Caller.Gate gate = heldUp();
    List<Caller> callers = new ArrayList<>();
    for (long number = 1; number <= 20; number++) {
      long id = number;
      callers.add(
          Caller.of(
              () ->
                  sql.write(
                      "test.after",
                      tx -> {
                        inserted.add(id);
                        tx.afterCommit(() -> committed.add(id));
                        return tx.update(INSERT, id, "body");
                      })));
    }

    together(gate, callers);

    assertEquals(20, committed.size());
    assertEquals(inserted, committed);
  }

  /** Every third write fails after it has changed something, in one way or another. */
  @Test
  void writesThatFailAreUndoneAndTheOthersOfTheirGroupAreDoneOnce() throws InterruptedException {
    List<Long> committed = Collections.synchronizedList(new ArrayList<>());
    Caller.Gate gate = heldUp();
    List<Caller> callers = new ArrayList<>();
    for (long number = 1; number <= 30; number++) {
      callers.add(failingEveryThird(number, committed));
    }

    together(gate, callers);

    List<Long> kept =
        sql.read("t", tx -> tx.query("select id from note order by id", row -> row.integer("id")));
    List<Long> expected =
        LongStream.rangeClosed(1, 30).filter(number -> number % 3 != 0).boxed().toList();
    assertEquals(expected, kept);
    assertEquals(expected, committed.stream().sorted().toList());
    for (int index = 0; index < callers.size(); index++) {
      boolean fails = (index + 1) % 3 == 0;
      assertEquals(fails, callers.get(index).thrown() != null, "write " + (index + 1));
    }
  }

  private Caller failingEveryThird(long id, List<Long> committed) {
    return Caller.of(
        () ->
            sql.write(
                "test.third",
                tx -> {
                  tx.afterCommit(() -> committed.add(id));
                  tx.update(INSERT, id, "body");
                  if (id % 6 == 0) {
                    throw Fault.conflict("an even third");
                  }
                  return id % 3 == 0 ? tx.update(INSERT, id, "the same id again") : 1;
                }));
  }

  @Test
  void everyCommitIsSyncedToTheDisk() {
    assertEquals(2, sql.<Long>write("test.full", tx -> tx.number("pragma synchronous")));
    assertEquals(1, sql.<Long>write("test.keys", tx -> tx.number("pragma foreign_keys")));
  }

  @Test
  void aFullDiskFailsTheWholeGroupAndEverythingAfterUntilThereIsSpace()
      throws InterruptedException {
    insert(1);
    full = true;
    Caller.Gate gate = heldUpOnFullDisk();
    List<Caller> callers = new ArrayList<>(inserts(2, 5));
    callers.add(Caller.of(() -> sql.write("test.large", SqliteGroupCommitTest::insertLarge)));

    together(gate, callers);

    for (Caller caller : callers) {
      assertUnavailable(caller);
    }
    assertFalse(sql.check().writable());
    assertUnavailable(Caller.of(() -> insert(6)));
    assertEquals(1, count());
    full = false;
    awaitWritable();
    assertEquals(1, insert(7));
    assertEquals(2, count());
  }

  /** As {@link #heldUp}, with a connection that has no space left. */
  private Caller.Gate heldUpOnFullDisk() throws InterruptedException {
    Caller.Gate gate = new Caller.Gate();
    Caller.of(
        () -> sql.write("test.gate", tx -> tx.number("pragma max_page_count = 1") + gate.pass()));
    gate.awaitBegun();
    return gate;
  }

  private static int insertLarge(Tx tx) {
    return tx.update(INSERT, 99, new byte[1 << 20]);
  }

  private static void assertUnavailable(Caller caller) throws InterruptedException {
    Fault fault = assertInstanceOf(Fault.class, caller.thrown());
    assertEquals(FaultKind.UNAVAILABLE, fault.kind());
  }

  private void awaitWritable() {
    long end = System.nanoTime() + 20_000_000_000L;
    while (!sql.check().writable()) {
      assertTrue(System.nanoTime() < end, "still not writable");
      Thread.yield();
    }
  }

  @Test
  void whatAFullDiskRefusedIsRefusedAgainWhenTheWorkHidesIt() {
    full = true;

    Fault fault =
        assertThrows(
            Fault.class,
            () ->
                sql.write(
                    "test.hide",
                    tx -> {
                      tx.number("pragma max_page_count = 1");
                      assertThrows(RuntimeException.class, () -> insertLarge(tx));
                      return 0;
                    }));

    assertEquals(FaultKind.UNAVAILABLE, fault.kind());
    assertEquals(0, count());
  }

  @Test
  void healthIsFoundByAWriteThatReachesTheDisk() throws IOException {
    Path log = folder.resolve("thoth.db-wal");
    long before = Files.size(log);

    assertTrue(sql.check().writable());

    assertTrue(Files.size(log) > before);
  }
}
