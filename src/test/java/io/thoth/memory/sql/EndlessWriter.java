package io.thoth.memory.sql;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that writes until it is killed: notes with three replies each. The number of a note is
 * appended to a file as soon as the write has returned.
 */
final class EndlessWriter {
  private EndlessWriter() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    SqliteSql sql = SqliteSql.open(SqliteConfig.at(Path.of(args[0])));
    AtomicLong next = new AtomicLong(Long.parseLong(args[2]));
    try (OutputStream acknowledged = new FileOutputStream(args[1], true)) {
      Thread last = Thread.currentThread();
      for (int number = 0; number < 16; number++) {
        last = Thread.startVirtualThread(() -> writeForEver(sql, next, acknowledged));
      }
      last.join();
    }
  }

  private static void writeForEver(Sql sql, AtomicLong next, OutputStream acknowledged) {
    while (true) {
      long id = next.incrementAndGet();
      sql.write("test.write", tx -> write(tx, id));
      try {
        acknowledged.write((id + "\n").getBytes(StandardCharsets.US_ASCII));
      } catch (IOException cause) {
        throw new IllegalStateException(cause);
      }
    }
  }

  private static int write(Tx tx, long id) {
    tx.update("insert into note (id, body) values (?, ?)", id, "x".repeat(2000) + id);
    for (int reply = 0; reply < 3; reply++) {
      tx.update("insert into reply (id, note) values (?, ?)", id * 3 + reply, id);
    }
    return 0;
  }
}
