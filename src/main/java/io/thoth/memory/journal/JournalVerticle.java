package io.thoth.memory.journal;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.sql.Sql;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prunes the journal from time to time. Deployed on virtual threads. */
public final class JournalVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(JournalVerticle.class);
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final Pruning pruning;

  public JournalVerticle(Sql sql, JournalConfig config) {
    pruning = new Pruning(sql, config, Clock.systemUTC());
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(FIRST.toMillis(), PAUSE.toMillis(), _ -> prune());
    return Future.succeededFuture();
  }

  private void prune() {
    try {
      long removed = pruning.run();
      if (removed > 0) {
        LOG.info("removed={} rows that need not be kept any more", removed);
      }
    } catch (Fault busyOrClosing) {
      LOG.debug("pruning goes on later: {}", busyOrClosing.getMessage());
    } catch (RuntimeException problem) {
      LOG.warn("pruning failed and goes on later", problem);
    }
  }
}
