package io.thoth.memory.sql;

import io.thoth.memory.fault.Fault;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reading thread: takes reads one by one, each on a snapshot of its own. */
final class SqliteReader implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(SqliteReader.class);

  private final SqliteConnection connection;
  private final Mailbox reads;
  private final Nesting nesting;
  private final CountDownLatch ended;

  SqliteReader(SqliteConnection connection, Mailbox reads, Nesting nesting, CountDownLatch ended) {
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
      connection.execute("begin");
      try {
        failure = call.run(new SqliteTx(connection, false));
      } finally {
        connection.execute("rollback");
      }
    } catch (SQLException cause) {
      failure = StatementFailure.of("begin or end of a read", cause);
      call.fail(failure);
    }
    if (failure != null && StatementFailure.preventsReads(failure)) {
      log.error("operation={} the database cannot be read", call.operation(), failure);
      call.fail(Fault.unavailable(call.operation() + ": the store cannot be read"));
    }
  }

  private void end() {
    try {
      connection.close();
    } catch (SQLException cause) {
      log.warn("a reading connection could not be closed", cause);
    } finally {
      ended.countDown();
    }
  }
}
