package io.thoth.memory.tools;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.thoth.memory.bus.Operation;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The contract of tools: what can be asked of them, and how one is run for an agent. */
public interface Tools {
  Operation<Browse, Page> LIST = Operation.read("tools.list", Browse.class, Page.class);
  Operation<Browse, Count> COUNT = Operation.read("tools.count", Browse.class, Count.class);
  Operation<Read, Tool> READ = Operation.read("tools.read", Read.class, Tool.class);
  Operation<Create, Tool> CREATE = Operation.change("tools.create", Create.class, Tool.class);
  Operation<Create, Tool> UPSERT = Operation.change("tools.upsert", Create.class, Tool.class);
  Operation<Update, Tool> UPDATE = Operation.change("tools.update", Update.class, Tool.class);
  Operation<Delete, Deleted> DELETE = Operation.change("tools.delete", Delete.class, Deleted.class);
  Operation<AddBase, Page> ADD_BASE = Operation.change("tools.base", AddBase.class, Page.class);
  Operation<Search, Found> SEARCH = Operation.read("tools.search", Search.class, Found.class);
  Operation<RunSource, Result> RUN_SOURCE =
      Operation.read("tools.run.source", RunSource.class, Result.class);

  /** Runs a memory tool for an agent. Under an idempotency key its effect happens once. */
  Operation<Run, Result> RUN =
      Operation.change("tools.run", Run.class, Result.class).within(Duration.ofSeconds(40));

  String SUCCESS = "success";

  String ERROR = "error";

  /**
   * The filters of a list of tools; those that are absent let everything through. By {@code
   * created_at}, newest first.
   *
   * @param search a part of the name, in any case
   * @param returnOnlyLettaTools only base tools
   * @param excludeLettaTools no base tools
   */
  record Browse(
      @Nullable String name,
      @Nullable List<String> names,
      @Nullable List<String> toolIds,
      @Nullable String search,
      @Nullable List<String> toolTypes,
      @Nullable List<String> excludeToolTypes,
      @Nullable Boolean returnOnlyLettaTools,
      @Nullable Boolean excludeLettaTools,
      @Nullable String xStainlessPackageVersion,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order,
      @Nullable String orderBy) {
    public Browse {
      ToolRules.few("names", names);
      ToolRules.few("tool_ids", toolIds);
      ToolRules.few("tool_types", toolTypes);
      ToolRules.few("exclude_tool_types", excludeToolTypes);
      ToolRules.page(before, after, limit, order, orderBy, xStainlessPackageVersion, 1);
    }
  }

  record Page(@JsonValue List<Tool> tools) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Page {
      tools = List.copyOf(tools);
    }
  }

  record Count(@JsonValue long count) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Count {}
  }

  record Read(String toolId) {
    public Read {
      Id.require("tool_id", Id.TOOL, toolId);
    }
  }

  record Create(NewTool body) {}

  record Update(String toolId, ToolPatch body) {
    public Update {
      Id.require("tool_id", Id.TOOL, toolId);
    }
  }

  record Delete(String toolId) {
    public Delete {
      Id.require("tool_id", Id.TOOL, toolId);
    }
  }

  record Deleted(String id) {}

  /** Makes the base tools that are missing, and those that are there what they should be. */
  record AddBase() {}

  /**
   * @param searchMode {@code vector}, {@code fts} or {@code hybrid}; tools are found by their words
   *     whichever it is
   * @param limit 1 to 100, usually 50
   */
  record Search(
      @Nullable String query,
      @Nullable String searchMode,
      @Nullable List<String> toolTypes,
      @Nullable List<String> tags,
      @Nullable Integer limit) {
    public Search {
      ToolRules.few("tool_types", toolTypes);
      ToolRules.few("tags", tags);
      ToolRules.searchMode(searchMode);
      if (limit != null && (limit < 1 || limit > 100)) {
        throw Fault.invalid("limit", "must be from 1 to 100, not " + limit);
      }
    }
  }

  record Found(@JsonValue List<Match> matches) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Found {
      matches = List.copyOf(matches);
    }
  }

  /** A tool and how well it fits; the best has rank 1. */
  record Match(
      Tool tool,
      String embeddedText,
      @Nullable Integer ftsRank,
      @Nullable Integer vectorRank,
      double combinedScore) {}

  /** Source code to be run, which is always refused. */
  record RunSource(String sourceCode, Map<String, Object> args) {
    public RunSource {
      args = Objects.requireNonNull(Texts.object("args", args));
    }
  }

  /**
   * @param args by the names of the tool's parameters
   * @param evenDetached whether any memory tool may be run, not only those attached to the agent
   */
  record Run(
      String agentId,
      String toolName,
      @Nullable Map<String, Object> args,
      @Nullable Boolean evenDetached) {
    public Run {
      Id.require("agent_id", Id.AGENT, agentId);
      args = Objects.requireNonNullElse(Texts.object("args", args), Map.of());
    }
  }

  /**
   * What came of running a tool.
   *
   * @param status {@code success} or {@code error}
   * @param funcReturn what the tool returned: a text, a list, an object or nothing
   * @param stderr the error as it is told to a language model
   */
  record Result(
      String status,
      @Nullable Object funcReturn,
      List<String> stdout,
      List<String> stderr,
      @Nullable String sandboxConfigFingerprint,
      @Nullable Map<String, Object> agentState) {
    public Result {
      stdout = List.copyOf(stdout);
      stderr = List.copyOf(stderr);
    }

    static Result of(@Nullable Object returned) {
      return new Result(SUCCESS, returned, List.of(), List.of(), null, null);
    }

    static Result failed(String message) {
      return new Result(ERROR, null, List.of(), List.of(message), null, null);
    }

    public boolean failed() {
      return ERROR.equals(status);
    }

    /** What a language model is told: the error, or what was returned, as text. */
    public String text() {
      if (failed()) {
        return String.join("\n", stderr);
      }
      return switch (funcReturn) {
        case null -> "None";
        case String text -> text;
        default -> Json.write(funcReturn);
      };
    }
  }
}
