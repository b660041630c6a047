package io.thoth.memory.agentfile;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.journal.Changes;
import io.thoth.memory.json.Times;
import io.thoth.memory.removal.Unfinished;
import io.thoth.memory.sql.Work;
import io.thoth.memory.turns.ComputingThreads;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves imports of agent files. Deployed on virtual threads. */
public final class AgentFilesVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(AgentFilesVerticle.class);
  private static final long SWEEP_MILLIS = 60_000;

  private final Changes changes;
  private final Arrivals arrivals;
  private final Path uploads;

  /** A large file is much to compute. */
  private final ComputingThreads readers = new ComputingThreads("agent-import");

  /**
   * @param uploads where uploaded files lie
   */
  public AgentFilesVerticle(Changes changes, Arrivals arrivals, Path uploads) {
    this.changes = changes;
    this.arrivals = arrivals;
    this.uploads = uploads;
  }

  /** When nobody else writes, what was under way before this node started is nobody's. */
  @Override
  public Future<?> start() {
    changes.serve(AgentFiles.IMPORT, this::bring);
    if (arrivals.sql().soleWriter()) {
      Instant start = Times.now();
      vertx.runOnContext(_ -> sweep(start));
    }
    vertx.setPeriodic(SWEEP_MILLIS, _ -> sweep(Times.now().minus(Unfinished.PATIENCE)));
    return Future.succeededFuture();
  }

  /** What is under way then is removed after the next start. */
  @Override
  public Future<?> stop() {
    readers.interrupt();
    return Future.succeededFuture();
  }

  private void sweep(Instant before) {
    try {
      arrivals.sweep(before);
    } catch (Fault busyOrClosing) {
      LOG.debug("unfinished imports are removed later: {}", busyOrClosing.getMessage());
    } catch (RuntimeException problem) {
      LOG.warn("unfinished imports are removed later", problem);
    }
  }

  private Work<AgentFiles.Imported> bring(AgentFiles.Import question, Caller caller) {
    caller.grant().requireNoAgent();
    Path file = uploads.resolve(question.file());
    return readers.compute(caller.tenant(), () -> staged(file, question, caller))::reveal;
  }

  private Arrival staged(Path file, AgentFiles.Import question, Caller caller) {
    Plan plan = Inspection.of(file, question, caller, arrivals.agents());
    Arrival arrival = new Arrival(arrivals, caller, question, plan);
    arrival.stage(file);
    return arrival;
  }
}
