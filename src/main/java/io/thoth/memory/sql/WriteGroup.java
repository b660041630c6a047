package io.thoth.memory.sql;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes that share one transaction. One that fails leaves its neighbours alone: when it had
 * changed something, everything is undone and the others are run again, from then on each in a
 * savepoint of its own. To give every write a savepoint from the start would cost all of them a
 * sixth of their time for the sake of few. Nobody is answered before the commit, not even who
 * failed: the reason may have been a neighbour's row.
 */
final class WriteGroup {
  private static final Logger log = LoggerFactory.getLogger(WriteGroup.class);

  private final SqliteConnection connection;
  private final Nesting nesting;
  private final List<Call<?>> calls = new ArrayList<>();
  private final List<Runnable> afterCommit = new ArrayList<>();
  private final List<CommitWatch> watches = new ArrayList<>();
  private long patientUntil;
  private boolean careful;

  WriteGroup(SqliteConnection connection, Nesting nesting) {
    this.connection = connection;
    this.nesting = nesting;
  }

  int size() {
    return calls.size();
  }

  /** Takes a call in; from here on the group answers it, whatever happens. */
  void add(Call<?> call) {
    calls.add(call);
    long end = System.nanoTime() + call.patience().toNanos();
    patientUntil = calls.size() == 1 ? end : Math.min(patientUntil, end);
  }

  /** For how many nanoseconds all of its calls may wait for further ones. */
  long patience() {
    return patientUntil - System.nanoTime();
  }

  void begin() throws SQLException {
    connection.execute("begin immediate");
  }

  /** Runs the call taken in last. Throws only what ends the whole group. */
  void runLast() throws SQLException {
    Call<?> call = calls.getLast();
    if (careful) {
      runInSavepoint(call);
    } else if (!run(call)) {
      startAgainWithout(call);
    }
  }

  private void startAgainWithout(Call<?> failed) throws SQLException {
    connection.execute("rollback");
    afterCommit.clear();
    watches.clear();
    careful = true;
    begin();
    for (Call<?> call : calls) {
      if (call != failed && !call.failed()) {
        runInSavepoint(call);
      }
    }
  }

  private void runInSavepoint(Call<?> call) throws SQLException {
    connection.execute("savepoint write");
    if (!run(call)) {
      connection.execute("rollback to write");
    }
    connection.execute("release write");
  }

  /** False when the call has failed and left behind what must be undone. */
  private boolean run(Call<?> call) throws SQLException {
    SqliteTx tx = new SqliteTx(connection, true);
    nesting.enter(call.operation());
    Throwable failure = call.run(tx);
    nesting.leave();
    if (failure == null) {
      afterCommit.addAll(tx.state().afterCommit());
      watches.addAll(tx.state().watches());
      return true;
    }
    if (StatementFailure.preventsWrites(failure)) {
      throw new SQLException(failure.getMessage(), failure);
    }
    return !tx.hasChanged();
  }

  void commit() throws SQLException {
    watches.forEach(CommitWatch::begins);
    try {
      connection.execute("commit");
    } finally {
      watches.forEach(CommitWatch::ended);
    }
    nesting.enter("what runs after the commit");
    afterCommit.forEach(WriteGroup::runQuietly);
    nesting.leave();
  }

  private static void runQuietly(Runnable action) {
    try {
      action.run();
    } catch (Throwable thrown) { // The change is committed; its writer must hear that.
      log.error("what was to run after the commit failed", thrown);
    }
  }

  /** Nothing of this group was kept, or nobody knows. */
  void fail(Throwable cause) {
    for (Call<?> call : calls) {
      String message = call.operation() + ": the store could not write";
      call.fail(new Fault(FaultKind.UNAVAILABLE, message, cause));
    }
  }

  void answer() {
    calls.forEach(Call::answer);
  }
}
