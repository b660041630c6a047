package io.thoth.memory.sql;

import io.thoth.memory.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL database, shared with other processes. Reads of one statement go over a few
 * connections that everybody shares; reads of several run in a snapshot and writes in a
 * transaction, each on a connection of its own. When the server goes away, callers hear {@code
 * UNAVAILABLE}, and the next call that finds it again goes on.
 */
public final class PgSql implements Sql {
  /** Only those wait for it who change the same rows, and most of it goes by on the way. */
  private static final Duration TURN = Duration.ofMillis(4);

  private final PgConfig config;
  private final PgDoor door;
  private final Nesting nesting = new Nesting();
  private final PgPoints points;
  private final PgCrew snapshots;
  private final PgCrew writers;
  private final WriteTrial trial;
  private final PgReplicas replicas;
  private final PgFigures figures = new PgFigures(this);
  private final AtomicBoolean closed = new AtomicBoolean();

  /** The operations that have been seen to need more than one statement. */
  private final Set<String> severalStatements = ConcurrentHashMap.newKeySet();

  private PgSql(PgConfig config, List<PgConfig> replicas) {
    this.config = config;
    this.door = new PgDoor(config);
    this.points = new PgPoints(door::toRead, nesting, config.points(), config.waiting());
    int more = config.overflow() / 4;
    this.snapshots = crew("reads", PgTx.Mode.SNAPSHOT, config.snapshots(), more);
    this.writers = crew("writes", PgTx.Mode.WRITE, config.writers(), config.overflow() - more);
    this.trial = new WriteTrial(writers::put, PgSql::touch);
    this.replicas = new PgReplicas(replicas, nesting, new PgNewest(this::position));
  }

  private PgCrew crew(String what, PgTx.Mode mode, int kept, int more) {
    boolean writes = mode == PgTx.Mode.WRITE;
    return new PgCrew(
        what,
        () -> new PgSession(writes ? door::toWrite : door::toRead, mode, nesting),
        kept,
        kept + more,
        config.waiting());
  }

  /** Opens the database. Connections are made when they are needed, so this does not fail. */
  public static PgSql open(PgConfig config) {
    return open(config, List.of());
  }

  /** The same with replicas, which are looked for at once and used when they are found. */
  static PgSql open(PgConfig primary, List<PgConfig> replicas) {
    PgSql sql = new PgSql(primary, replicas);
    sql.figures.start();
    return sql;
  }

  @Override
  public List<Migration> plan(Migrations migrations) {
    return new PgSchema(config, door, migrations).plan();
  }

  @Override
  public List<Migration> migrate(Migrations migrations) {
    return new PgSchema(config, door, migrations).migrate();
  }

  @Override
  public <T extends @Nullable Object> T read(String operation, Work<T> work) {
    nesting.requireNone(operation);
    if (!severalStatements.contains(operation)) {
      Call<T> call = new Call<>(operation, work);
      if (points.served(call)) {
        return call.await();
      }
      severalStatements.add(operation);
    }
    Call<T> call = new Call<>(operation, work);
    snapshots.put(call);
    return call.await(config.patience());
  }

  @Override
  public <T extends @Nullable Object> T readAnywhere(String operation, Work<T> work) {
    nesting.requireNone(operation);
    Call<T> call = new Call<>(operation, work);
    return replicas.served(call) ? call.await() : read(operation, work);
  }

  private PgPosition position() {
    return read(
        "replicas.position", tx -> tx.one(PgPosition.OF_PRIMARY, PgPosition::of).orElseThrow());
  }

  @Override
  public <T extends @Nullable Object> T write(String operation, Work<T> work) {
    nesting.requireNone(operation);
    Call<T> call = new Call<>(operation, work);
    writers.put(call);
    figures.written();
    return call.await(config.patience());
  }

  @Override
  public <T extends @Nullable Object> void writeLater(
      String operation, Work<T> work, Consumer<Supplier<T>> told) {
    Thread.ofVirtual().name("writing").start(() -> told.accept(written(operation, work)));
  }

  private <T extends @Nullable Object> Supplier<T> written(String operation, Work<T> work) {
    try {
      T answer = write(operation, work);
      return () -> answer;
    } catch (RuntimeException | Error thrown) {
      return () -> {
        throw thrown;
      };
    }
  }

  @Override
  public SqlHealth check() {
    nesting.requireNone("store.check");
    String trouble = trial.failure().orElse("ok");
    boolean writable = trouble.equals("ok");
    long size = writable ? size() : 0;
    SqlLoad load = load();
    return new SqlHealth(writable, trouble, size, load.waitingReads(), load.waitingWrites());
  }

  @Override
  public SqlLoad load() {
    return new SqlLoad(
        snapshots.size() + writers.size(),
        snapshots.busy() + writers.busy(),
        points.waiting() + snapshots.waiting(),
        writers.waiting());
  }

  @Override
  public List<ReplicaHealth> replicas() {
    return replicas.health();
  }

  @Override
  public long readsAnywhereByPrimary() {
    return replicas.elsewhere();
  }

  private long size() {
    try {
      return read("store.size", PgSql::size);
    } catch (Fault busyOrGone) {
      return 0;
    }
  }

  private static long size(Tx tx) {
    return tx.number(
        """
        select coalesce(sum(pg_total_relation_size(oid)), 0) from pg_class
        where relkind = 'r' and relnamespace = current_schema()::regnamespace
        """);
  }

  /** A message in the server's log of changes, for nobody: it has to get to the disk. */
  private static int touch(Tx tx) {
    return tx.query("select pg_logical_emit_message(true, 'thoth', '')", _ -> 1).getFirst();
  }

  @Override
  public Duration turn() {
    return TURN;
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  public boolean soleWriter() {
    return false;
  }

  @Override
  public void close() {
    nesting.requireNone("close");
    figures.close();
    replicas.close();
    snapshots.refuse();
    writers.refuse();
    points.close();
    snapshots.close();
    writers.close();
    if (closed.compareAndSet(false, true)) {
      door.close();
    }
  }
}
