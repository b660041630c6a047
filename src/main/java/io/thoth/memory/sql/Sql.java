package io.thoth.memory.sql;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A database, used by handing it work and waiting for the result.
 *
 * <p>Callers are virtual threads, or platform threads that may block; never an event loop. The work
 * itself runs elsewhere: it must be quick, must not wait for anything but its own statements, and
 * must not call {@code read} or {@code write} of the same store (an {@link IllegalStateException}
 * that names both operations).
 *
 * <p>Errors. A {@link io.thoth.memory.fault.Fault} thrown by the work reaches the caller unchanged.
 * A violated constraint is a {@link ConstraintViolation}. Anything else is a {@link SqlFailure}
 * that names the operation. The store's own refusals are faults: {@code BUSY} when too much is
 * waiting (nothing was changed), {@code UNAVAILABLE} when the store is closed, cannot be reached or
 * cannot write. {@code UNAVAILABLE} on a write leaves open whether the change was made, so whoever
 * repeats it needs the request id in the same transaction.
 *
 * <p>A caller interrupted while it waits gets {@code UNAVAILABLE} and keeps its interrupt flag. A
 * write that had not begun is then withdrawn; one that had may still be committed. The message
 * tells which.
 */
public interface Sql extends AutoCloseable {

  /**
   * Runs work on a consistent snapshot, which includes every write that returned before the call.
   * The work must not write.
   *
   * @param operation names the work in errors and metrics, such as {@code blocks.find}
   */
  <T extends @Nullable Object> T read(String operation, Work<T> work);

  /**
   * The same, and as exact, for what reads much: lists, counts, exports and what indexes are loaded
   * from. A copy of the database may answer it that has every write which returned before the call,
   * on whatever node. Another write that is just being made may be seen here a moment earlier than
   * by {@link #read}, so nothing is changed by what was found here.
   */
  default <T extends @Nullable Object> T readAnywhere(String operation, Work<T> work) {
    return read(operation, work);
  }

  /**
   * Runs work in one transaction; when this returns, the change is committed and durable. When the
   * work throws, nothing of it remains.
   *
   * @param operation names the work in errors and metrics, such as {@code blocks.append}
   */
  <T extends @Nullable Object> T write(String operation, Work<T> work);

  /**
   * The same for whoever has time: its commit may wait so long for others to share it. The sync,
   * and a page that several of them change, are then paid for once.
   */
  default <T extends @Nullable Object> T write(String operation, Duration patience, Work<T> work) {
    return write(operation, work);
  }

  /**
   * The same for whoever does not wait; may be called on any thread, also on an event loop. What is
   * thrown here is about a change that was not begun.
   *
   * @param told is called once, on a thread of the store that has more to do, with what returns or
   *     throws as {@link #write} does
   */
  <T extends @Nullable Object> void writeLater(
      String operation, Work<T> work, Consumer<Supplier<T>> told);

  /** What {@link #migrate} would apply; changes nothing. */
  List<Migration> plan(Migrations migrations);

  /**
   * Brings the database to this schema, before it is used for anything else; of several processes
   * that try at the same time one does and the others wait for it. SQLite first makes a copy beside
   * a database that is not empty. Answers what was applied. Runs on the calling thread, which is
   * not a virtual one.
   *
   * @throws IllegalStateException when the database does not fit this program or a step fails; one
   *     line to print
   */
  List<Migration> migrate(Migrations migrations);

  /**
   * Waits while the store is busy with itself, but not for long: for work of many transactions,
   * between two of them. Both at once would leave those who wait for an answer neither a processor
   * nor the disk.
   */
  default void awaitCalm() {}

  /**
   * How long a transaction of long work, which is cut into many, may take so that others hardly
   * notice it: those who would have to wait for its end.
   */
  Duration turn();

  /** What this store says of itself. May wait up to two seconds for a trial write. */
  SqlHealth check();

  /** What it is doing at the moment; costs nothing. */
  SqlLoad load();

  /** What is known of the copies that {@link #readAnywhere} may be answered by. */
  default List<ReplicaHealth> replicas() {
    return List.of();
  }

  /** How many calls of {@link #readAnywhere} were not answered by any of {@link #replicas}. */
  default long readsAnywhereByPrimary() {
    return 0;
  }

  Dialect dialect();

  /**
   * True when this process is the only writer of the database, so what it remembers of its own
   * commits is the truth.
   */
  boolean soleWriter();

  /** Refuses new work, finishes what waits, and lets go of the database. Safe to call twice. */
  @Override
  void close();
}
