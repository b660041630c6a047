package io.thoth.memory.sql;

import io.thoth.memory.fault.Fault;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reading thread: takes reads one by one, each on a snapshot of its own. */
final class SqliteReader implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(SqliteReader.class);

  private final Path file;
  private final Mailbox reads;
  private final Nesting nesting;
  private final CountDownLatch ended;
  private SqliteConnection connection;

  SqliteReader(
      Path file,
      SqliteConnection connection,
      Mailbox reads,
      Nesting nesting,
      CountDownLatch ended) {
    this.file = file;
    this.connection = connection;
    this.reads = reads;
    this.nesting = nesting;
    this.ended = ended;
  }

  @Override
  public void run() {
    for (Call<?> call = reads.take(); call != null; call = reads.take()) {
      if (call.begin()) {
        nesting.enter(call.operation());
        serve(call);
        nesting.leave();
        call.answer();
      }
    }
    end();
  }

  private void serve(Call<?> call) {
    Throwable failure;
    try {
      failure = onSnapshot(call);
    } catch (Throwable cause) { // This thread must survive whatever happens to a read.
      failure = cause;
      call.fail(cause);
      reconnect();
    }
    if (failure != null && StatementFailure.preventsReads(failure)) {
      log.error("operation={} the database cannot be read", call.operation(), failure);
      call.fail(Fault.unavailable(call.operation() + ": the store cannot be read"));
    }
  }

  /** Answers what the work threw; throws when the transaction could not be begun or ended. */
  private @Nullable Throwable onSnapshot(Call<?> call) throws SQLException {
    connection.execute("begin");
    Throwable failure = call.run(new SqliteTx(connection, false));
    connection.execute("rollback");
    return failure;
  }

  /** The old connection may still be in its transaction, and then could never begin another. */
  private void reconnect() {
    try {
      connection.close();
      connection = SqliteConnection.toRead(file);
    } catch (SQLException cause) {
      log.error("file={} cannot be opened; the next read tries again", file, cause);
    }
  }

  private void end() {
    try {
      connection.close();
    } catch (SQLException cause) {
      log.warn("file={} a reading connection could not be closed", file, cause);
    } finally {
      ended.countDown();
    }
  }
}
