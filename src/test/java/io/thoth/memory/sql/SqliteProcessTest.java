package io.thoth.memory.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A file and the processes that want it, one of which may die at any moment. */
class SqliteProcessTest {
  @TempDir Path folder;
  private Path file;
  private Path acknowledged;

  @BeforeEach
  void name() throws IOException {
    file = folder.resolve("data/deeper/thoth.db");
    acknowledged = Files.createFile(folder.resolve("acknowledged"));
  }

  private SqliteSql open() {
    return SqliteSql.open(SqliteConfig.at(file));
  }

  @Test
  void whatWasAcknowledgedSurvivesKillsAndNothingIsHalfDone() throws Exception {
    createTables();
    for (int kill = 1; kill <= 5; kill++) {
      int before = acknowledged().size();

      runAndKill(kill * 10_000_000L, before + 200);

      assertNothingLost();
    }
  }

  private void createTables() {
    try (SqliteSql sql = open()) {
      sql.write(
          "test.tables",
          tx -> {
            tx.update("create table note (id integer primary key, body text)");
            return tx.update(
                "create table reply (id integer primary key, note bigint references note(id))");
          });
    }
  }

  /** Runs a writer until that many writes have been acknowledged in all, and kills it. */
  private void runAndKill(long firstId, int enough) throws Exception {
    Path output = folder.resolve("output");
    Process writer = ChildProcess.start(output, EndlessWriter.class, file, acknowledged, firstId);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (acknowledged().size() < enough) {
      boolean goesOn = writer.isAlive() && System.nanoTime() < end;
      assertTrue(goesOn, () -> "the writer stopped: " + text(output));
      Thread.yield();
    }
    writer.destroyForcibly().waitFor();
    assertEquals(137, writer.exitValue());
  }

  private void assertNothingLost() throws IOException {
    try (SqliteSql sql = open()) {
      List<Long> stored =
          sql.read("test.ids", tx -> tx.query("select id from note", row -> row.integer("id")));
      Set<Long> lost = new HashSet<>(acknowledged());
      lost.removeAll(new HashSet<>(stored));
      assertEquals(Set.of(), lost);
      assertEquals(3L * stored.size(), number(sql, "select count(*) from reply"));
      assertEquals(
          stored.size(), number(sql, "select count(*) from (select 1 from reply group by note)"));
      assertEquals(
          "ok",
          sql.read("test.intact", tx -> tx.one("pragma integrity_check", SqliteProcessTest::first))
              .orElseThrow());
    }
  }

  private static String first(Row row) {
    return row.text("integrity_check");
  }

  private static long number(Sql sql, String statement) {
    return sql.read("test.number", tx -> tx.number(statement));
  }

  /** The numbers on the complete lines. */
  private List<Long> acknowledged() throws IOException {
    String text = Files.readString(acknowledged);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(Long::valueOf).toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException cause) {
      return cause.toString();
    }
  }

  private String refusal() {
    return String.valueOf(assertThrows(IllegalStateException.class, this::open).getMessage());
  }

  @Test
  void aSecondOpenerInThisProcessIsRefusedAndTheFirstKeepsItsLock() throws Exception {
    try (SqliteSql first = open()) {
      String refusal = refusal();

      assertTrue(refusal.contains("is in use by this process"), refusal);
      assertTrue(first.soleWriter());
      assertEquals(1, openElsewhere());
    }
    assertEquals(0, openElsewhere());
  }

  /** Whether another process can open the file: its exit value, 0 when it can. */
  private int openElsewhere() throws Exception {
    Path output = folder.resolve("output");
    int exit = ChildProcess.start(output, OpenAndClose.class, file).waitFor();
    boolean refused = text(output).contains("is in use by another process; stop that one first");
    assertEquals(exit != 0, refused, () -> text(output));
    return exit;
  }

  /** Opens a store and closes it. */
  static final class OpenAndClose {
    private OpenAndClose() {}

    public static void main(String[] args) {
      SqliteSql.open(SqliteConfig.at(Path.of(args[0]))).close();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void onlyTheOwnerCanReadWhatIsMade() throws IOException {
    try (SqliteSql sql = open()) {
      sql.write("test.table", tx -> tx.update("create table note (id integer)"));
      List<String> permissions = new ArrayList<>();
      for (String name : List.of("", "thoth.db", "thoth.db-wal", "thoth.db-shm", "thoth.db.lock")) {
        Path path = file.resolveSibling(name);
        permissions.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
      }

      assertEquals("rwx------", permissions.getFirst());
      assertEquals(Set.of("rw-------"), Set.copyOf(permissions.subList(1, 5)));
    }
  }

  @Test
  void closingLeavesTheWholeDatabaseInOneFile() {
    createTables();

    assertTrue(Files.exists(file));
    assertFalse(Files.exists(Path.of(file + "-wal")));
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedInOneLine() throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(
        file, "this is not a database, it is a text of more than a hundred bytes. ".repeat(20));

    String refusal = refusal();

    assertTrue(refusal.startsWith(file + " cannot be opened: "), refusal);
    assertEquals(1, refusal.lines().count());
    assertThrows(IllegalStateException.class, this::open, "and the lock was let go");
  }

  @Test
  void aDamagedFileIsUnavailableForReadsAndWrites() throws IOException {
    createTables();
    damageAllButTheFirstPage();
    try (SqliteSql sql = open()) {
      Fault read = assertThrows(Fault.class, () -> number(sql, "select count(*) from note"));
      Fault write =
          assertThrows(
              Fault.class, () -> sql.write("test.write", tx -> tx.update("delete from note")));

      assertEquals(FaultKind.UNAVAILABLE, read.kind());
      assertEquals(FaultKind.UNAVAILABLE, write.kind());
    }
  }

  /** The first one says how large pages are: https://www.sqlite.org/fileformat2.html, 1.3. */
  private void damageAllButTheFirstPage() throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer pageSize = ByteBuffer.allocate(2);
      channel.read(pageSize, 16);
      int page = pageSize.getShort(0);
      ByteBuffer garbage = ByteBuffer.allocate((int) channel.size() - page);
      Arrays.fill(garbage.array(), (byte) 0xee);
      channel.write(garbage, page);
    }
  }
}
