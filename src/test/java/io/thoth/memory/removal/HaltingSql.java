package io.thoth.memory.removal;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.sql.Dialect;
import io.thoth.memory.sql.Migration;
import io.thoth.memory.sql.Migrations;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.SqlHealth;
import io.thoth.memory.sql.SqlLoad;
import io.thoth.memory.sql.Work;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store in which removing in the background gets no further than some portions, other work fails
 * after some transactions, and a test can do something between two of them.
 */
final class HaltingSql implements Sql {
  private final Sql sql;
  private final AtomicInteger portions = new AtomicInteger();
  private final AtomicInteger failing = new AtomicInteger(Integer.MAX_VALUE);
  private volatile String failingPrefix = " ";
  private volatile String watched = " ";
  private volatile Runnable between = () -> {};

  HaltingSql(Sql sql) {
    this.sql = sql;
  }

  /** Lets so many portions more through. */
  void allow(int more) {
    portions.set(more);
  }

  int allowed() {
    return portions.get();
  }

  /** Whether as many portions were removed as were allowed. */
  boolean isHalted() {
    return portions.get() < 0;
  }

  /** Lets so many writes through whose names begin so; those that follow fail. */
  void failAfter(int writes, String prefix) {
    failingPrefix = prefix;
    failing.set(writes);
  }

  /** Does something after each transaction whose name begins so. */
  void after(String prefix, Runnable action) {
    between = action;
    watched = prefix;
  }

  /** Neither fails nor does anything. */
  void behave() {
    failAfter(Integer.MAX_VALUE, " ");
    after(" ", () -> {});
  }

  private <T extends @Nullable Object> T done(String operation, T answer) {
    if (operation.startsWith(watched)) {
      between.run();
    }
    return answer;
  }

  @Override
  public <T extends @Nullable Object> T write(String operation, Work<T> work) {
    if (operation.startsWith("remove.") && portions.getAndDecrement() <= 0
        || operation.startsWith(failingPrefix) && failing.getAndDecrement() <= 0) {
      throw Fault.unavailable("halted");
    }
    return done(operation, sql.write(operation, work));
  }

  @Override
  public <T extends @Nullable Object> void writeLater(
      String operation, Work<T> work, Consumer<Supplier<T>> told) {
    sql.writeLater(operation, work, told);
  }

  @Override
  public <T extends @Nullable Object> T read(String operation, Work<T> work) {
    return done(operation, sql.read(operation, work));
  }

  @Override
  public List<Migration> plan(Migrations migrations) {
    return sql.plan(migrations);
  }

  @Override
  public List<Migration> migrate(Migrations migrations) {
    return sql.migrate(migrations);
  }

  @Override
  public SqlHealth check() {
    return sql.check();
  }

  @Override
  public SqlLoad load() {
    return sql.load();
  }

  @Override
  public Duration turn() {
    return sql.turn();
  }

  @Override
  public Dialect dialect() {
    return sql.dialect();
  }

  @Override
  public boolean soleWriter() {
    return sql.soleWriter();
  }

  @Override
  public void close() {
    sql.close();
  }
}
