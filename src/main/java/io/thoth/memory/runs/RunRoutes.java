package io.thoth.memory.runs;

import io.thoth.memory.http.Asked;
import io.thoth.memory.http.Endpoint;
import java.util.List;

/** The routes of runs, steps, jobs and batches. */
public final class RunRoutes {
  private static final String RUN = "/v1/runs/{run_id}";
  private static final String STEP = "/v1/steps/{step_id}";
  private static final String JOB = "/v1/jobs/{job_id}";

  private RunRoutes() {}

  public static List<Endpoint> endpoints() {
    return List.of(
        Asked.get("/v1/runs/", Runs.LIST, "List runs"),
        Asked.get("/v1/runs/active", Runs.LIST, "List active runs: none").showing(_ -> List.of()),
        Asked.get(RUN, Runs.READ, "Read a run"),
        Asked.delete(RUN, Runs.DELETE, "Forget a run; its messages stay").showing(_ -> null),
        Asked.get(RUN + "/messages", Runs.MESSAGES, "List the messages that began a run"),
        Asked.get(RUN + "/steps", Runs.STEPS, "List the steps of a run: none"),
        Asked.get(RUN + "/usage", Runs.USAGE, "How many tokens a run took: none"),
        Asked.get(RUN + "/metrics", Runs.METRICS, "How long a run took"),
        Asked.get(RUN + "/trace", Runs.TRACE, "The trace of a run: empty"),
        Asked.post(RUN + "/stream", Runs.STREAM, "Refused: a run is over when it is known"),
        Asked.get("/v1/steps/", Steps.LIST, "List steps: none"),
        Asked.get(STEP, Steps.READ, "Read a step: there is none"),
        Asked.get(STEP + "/messages", Steps.READ, "Read the messages of a step"),
        Asked.get(STEP + "/metrics", Steps.READ, "Read the metrics of a step"),
        Asked.get(STEP + "/trace", Steps.READ, "Read the trace of a step"),
        Asked.patch(STEP + "/feedback", Steps.JUDGE, "Judge a step: there is none"),
        Asked.get("/v1/jobs/", Steps.JOBS, "List jobs: none"),
        Asked.get("/v1/jobs/active", Steps.JOBS, "List active jobs: none"),
        Asked.get(JOB, Steps.JOB, "Read a job: there is none"),
        Asked.patch(JOB + "/cancel", Steps.JOB, "Cancel a job: there is none"),
        Asked.delete(JOB, Steps.JOB, "Delete a job: there is none"),
        Asked.get("/v1/messages/batches", Steps.JOBS, "List batches: none"));
  }
}
