package io.thoth.memory.runs;

import io.thoth.memory.bus.Operation;
import io.thoth.memory.id.Id;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contract of steps, jobs and batches, of which there are none: lists are empty. */
public interface Steps {
  Operation<Browse, Runs.Items> LIST =
      Operation.read("runs.step.list", Browse.class, Runs.Items.class);
  Operation<One, Runs.Items> READ = Operation.read("runs.step.read", One.class, Runs.Items.class);
  Operation<Judge, Runs.Items> JUDGE =
      Operation.read("runs.step.judge", Judge.class, Runs.Items.class);
  Operation<JobsLike, Runs.Items> JOBS =
      Operation.read("runs.job.list", JobsLike.class, Runs.Items.class);
  Operation<Job, Runs.Items> JOB = Operation.read("runs.job.read", Job.class, Runs.Items.class);

  record Browse(
      @Nullable String agentId,
      @Nullable String model,
      @Nullable String startDate,
      @Nullable String endDate,
      @Nullable List<String> traceIds,
      @Nullable String feedback,
      @Nullable Boolean hasFeedback,
      @Nullable List<String> tags,
      @Nullable String projectId,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order,
      @Nullable String orderBy) {}

  record One(String stepId) {
    public One {
      Id.require("step_id", Id.STEP, stepId);
    }
  }

  /** What a person thinks of a step. */
  record Judge(String stepId, @Nullable String feedback, @Nullable List<String> tags) {
    public Judge {
      Id.require("step_id", Id.STEP, stepId);
    }
  }

  record JobsLike(
      @Nullable String sourceId,
      @Nullable Boolean active,
      @Nullable Boolean ascending,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order,
      @Nullable String orderBy) {}

  record Job(String jobId) {
    public Job {
      Id.require("job_id", Id.JOB, jobId);
    }
  }
}
