package io.thoth.memory.runs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.thoth.memory.bus.Operation;
import io.thoth.memory.id.Id;
import io.thoth.memory.sql.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contract of runs. */
public interface Runs {
  Operation<Browse, Found> LIST = Operation.read("runs.list", Browse.class, Found.class);
  Operation<One, Run> READ = Operation.read("runs.read", One.class, Run.class);
  Operation<One, Deleted> DELETE = Operation.change("runs.delete", One.class, Deleted.class);
  Operation<Part, Items> MESSAGES = Operation.read("runs.messages", Part.class, Items.class);
  Operation<Part, Items> STEPS = Operation.read("runs.steps", Part.class, Items.class);
  Operation<One, Used> USAGE = Operation.read("runs.usage", One.class, Used.class);
  Operation<One, Measured> METRICS = Operation.read("runs.metrics", One.class, Measured.class);
  Operation<Traced, Items> TRACE = Operation.read("runs.trace", Traced.class, Items.class);
  Operation<One, Items> STREAM = Operation.read("runs.stream", One.class, Items.class);

  /**
   * The filters of a list; those that are absent let everything through. Newest first.
   *
   * @param active only those that are not over, which are none
   * @param ascending an older way to say {@code order}
   */
  record Browse(
      @Nullable String agentId,
      @Nullable List<String> agentIds,
      @Nullable List<String> statuses,
      @Nullable Boolean background,
      @Nullable String stopReason,
      @Nullable String conversationId,
      @Nullable Boolean active,
      @Nullable Boolean ascending,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order,
      @Nullable String orderBy) {
    private static final int USUAL_PAGE = 100;

    public Browse {
      Id.allow("agent_id", Id.AGENT, agentId);
    }

    Page page() {
      boolean descending = Page.descending(order, !Boolean.TRUE.equals(ascending));
      return Page.of(before, after, limit, USUAL_PAGE, descending);
    }
  }

  record Found(@JsonValue List<Run> runs) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Found {
      runs = List.copyOf(runs);
    }
  }

  record One(String runId) {
    public One {
      Id.require("run_id", Id.RUN, runId);
    }
  }

  record Deleted(String id) {}

  /** A page of what belongs to a run. */
  record Part(
      String runId,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order,
      @Nullable String orderBy) {
    public Part {
      Id.require("run_id", Id.RUN, runId);
    }
  }

  record Traced(String runId, @Nullable Integer limit) {
    public Traced {
      Id.require("run_id", Id.RUN, runId);
    }
  }

  /** A list of JSON objects, of a shape that others define. */
  record Items(@JsonValue List<Map<String, @Nullable Object>> items) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Items {
      items = List.copyOf(items);
    }
  }

  /** The tokens a run took. */
  record Used(long promptTokens, long completionTokens, long totalTokens) {}

  record Measured(String id, String agentId, int numSteps, List<String> toolsUsed) {
    public Measured {
      toolsUsed = List.copyOf(toolsUsed);
    }
  }
}
