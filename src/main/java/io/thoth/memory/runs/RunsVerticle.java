package io.thoth.memory.runs;

import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.journal.Changes;
import io.thoth.memory.json.Json;
import io.thoth.memory.recall.Messages;
import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Listing;
import io.thoth.memory.sql.Row;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.sql.Work;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Serves runs, and says that there are no steps and jobs. Deployed on virtual threads. */
public final class RunsVerticle extends VerticleBase {
  private static final Listing BY_CREATION =
      new Listing("select r.state from run r", "run", "r", "created_at", "id");
  private static final Runs.Items NONE = new Runs.Items(List.of());

  private final Bus bus;
  private final Changes changes;
  private final Sql sql;

  public RunsVerticle(Bus bus, Changes changes, Sql sql) {
    this.bus = bus;
    this.changes = changes;
    this.sql = sql;
  }

  @Override
  public Future<?> start() {
    bus.serve(Runs.LIST, this::list);
    bus.serve(Runs.READ, (question, caller) -> required(question.runId(), caller));
    bus.serve(Runs.MESSAGES, this::messages);
    bus.serve(Runs.STEPS, (question, caller) -> noneOf(question.runId(), caller));
    bus.serve(Runs.TRACE, (question, caller) -> noneOf(question.runId(), caller));
    bus.serve(Runs.USAGE, this::usage);
    bus.serve(Runs.METRICS, this::metrics);
    bus.serve(Runs.STREAM, this::stream);
    changes.serve(Runs.DELETE, this::delete);
    bus.serve(Steps.LIST, (_, _) -> NONE);
    bus.serve(Steps.JOBS, (_, _) -> NONE);
    bus.serve(Steps.READ, (question, _) -> missing("Step", question.stepId()));
    bus.serve(Steps.JUDGE, (question, _) -> missing("Step", question.stepId()));
    bus.serve(Steps.JOB, (question, _) -> missing("Job", question.jobId()));
    return Future.succeededFuture();
  }

  private static Runs.Items missing(String what, String id) {
    throw Fault.notFound(what, id);
  }

  private static Run run(Row row) {
    return Json.read(row.text("state"), Run.class);
  }

  private static Run require(Tx tx, Caller caller, String id) {
    return tx.one(
            "select r.state from run r where r.tenant = ? and r.id = ? and "
                + AgentDirectory.sees("r"),
            RunsVerticle::run,
            caller.tenant(),
            id)
        .orElseThrow(() -> Fault.notFound("Run", id));
  }

  private Run required(String id, Caller caller) {
    return sql.read("run.read", tx -> require(tx, caller, id));
  }

  private Runs.Found list(Runs.Browse question, Caller caller) {
    Conditions where =
        new Conditions("r.tenant = ? and " + AgentDirectory.sees("r"), caller.tenant())
            .given("r.agent_id = ?", question.agentId())
            .given("r.conversation_id = ?", question.conversationId())
            .given("r.background = ?", question.background());
    List<String> agents = question.agentIds();
    if (agents != null && !agents.isEmpty()) {
      where.and("r.agent_id in (" + Conditions.marks(agents) + ")", agents.toArray());
    }
    if (!mayBeAmong(question)) {
      return new Runs.Found(List.of());
    }
    return sql.read(
        "run.list",
        tx ->
            new Runs.Found(
                BY_CREATION.page(tx, caller.tenant(), where, question.page(), RunsVerticle::run)));
  }

  /** Every run is completed, and ended by itself. */
  private static boolean mayBeAmong(Runs.Browse question) {
    List<String> statuses = question.statuses();
    return !Boolean.TRUE.equals(question.active())
        && (statuses == null || statuses.isEmpty() || statuses.contains("completed"))
        && (question.stopReason() == null || question.stopReason().equals("end_turn"));
  }

  /** What was sent in the run; those that were deleted since are left out. */
  private Runs.Items messages(Runs.Part question, Caller caller) {
    Run run = required(question.runId(), caller);
    List<Map<String, @Nullable Object>> told = new ArrayList<>();
    for (String id : RunMessages.page(Objects.requireNonNull(run.messageIds()), question)) {
      try {
        told.addAll(bus.call(Messages.READ, new Messages.Read(id), caller).messages());
      } catch (Fault gone) {
        if (gone.kind() != FaultKind.NOT_FOUND) {
          throw gone;
        }
      }
    }
    return new Runs.Items(told);
  }

  private Runs.Items noneOf(String runId, Caller caller) {
    required(runId, caller);
    return NONE;
  }

  private Runs.Used usage(Runs.One question, Caller caller) {
    required(question.runId(), caller);
    return new Runs.Used(0, 0, 0);
  }

  private Runs.Measured metrics(Runs.One question, Caller caller) {
    Run run = required(question.runId(), caller);
    return new Runs.Measured(run.id(), run.agentId(), 0, List.of());
  }

  private Runs.Items stream(Runs.One question, Caller caller) {
    Run run = required(question.runId(), caller);
    throw new Fault(
        FaultKind.UNACCEPTABLE,
        "Run '" + run.id() + "' is over and nothing was said in it, so there is no stream of it");
  }

  private Work<Runs.Deleted> delete(Runs.One question, Caller caller) {
    return tx -> {
      Run run = require(tx, caller, question.runId());
      tx.update("delete from run where tenant = ? and id = ?", caller.tenant(), run.id());
      return new Runs.Deleted(run.id());
    };
  }
}
