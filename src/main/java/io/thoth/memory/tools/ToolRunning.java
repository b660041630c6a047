package io.thoth.memory.tools;

import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.AgentBlocks;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.json.Json;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.sql.Work;
import io.thoth.memory.tools.run.ArchivalTools;
import io.thoth.memory.tools.run.ConversationTools;
import io.thoth.memory.tools.run.CoreTools;
import io.thoth.memory.tools.run.ToolArguments;
import io.thoth.memory.tools.run.ToolFailure;
import io.thoth.memory.tools.run.WorkingMemory;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs memory tools for agents. A tool that changes core memory is the work of the transaction in
 * which its answer is kept; one that asks another feature has done so before.
 */
final class ToolRunning {
  /** The name under which older clients know a tool, and the tool they must have for it. */
  private static final Map<String, String> OLDER = Map.of("rethink_memory", "memory_rethink");

  private final Sql sql;
  private final AgentBlocks blocks;
  private final ArchivalTools archival;
  private final ConversationTools conversation;

  ToolRunning(Bus bus, Sql sql, AgentBlocks blocks) {
    this.sql = sql;
    this.blocks = blocks;
    this.archival = new ArchivalTools(bus);
    this.conversation = new ConversationTools(bus);
  }

  Work<Tools.Result> run(Tools.Run question, Caller caller) {
    String name = question.toolName();
    ToolArguments arguments = new ToolArguments(name, Objects.requireNonNull(question.args()));
    if (CoreTools.has(name)) {
      return tx -> core(tx, caller, question, arguments);
    }
    Allowed allowed = sql.read("tool.run.check", tx -> allowed(tx, caller, question));
    Tools.Result result = asked(question, caller, arguments, allowed.zone());
    return _ -> cut(result, allowed.limit());
  }

  private Tools.Result core(Tx tx, Caller caller, Tools.Run question, ToolArguments arguments) {
    int limit = allowed(tx, caller, question).limit();
    try {
      WorkingMemory memory = new WorkingMemory(tx, caller, question.agentId(), blocks);
      String returned = CoreTools.run(arguments, memory);
      memory.save(question.toolName());
      return cut(Tools.Result.of(returned), limit);
    } catch (ToolFailure failure) {
      return Tools.Result.failed(failure.told(question.toolName()));
    }
  }

  private Tools.Result asked(
      Tools.Run question, Caller caller, ToolArguments arguments, ZoneId zone) {
    try {
      return Tools.Result.of(
          ConversationTools.has(question.toolName())
              ? conversation.run(arguments, question.agentId(), zone, caller)
              : archival.run(arguments, question.agentId(), caller));
    } catch (ToolFailure failure) {
      return Tools.Result.failed(failure.told(question.toolName()));
    } catch (Fault refused) {
      return Tools.Result.failed(told(question, refused));
    }
  }

  /**
   * What the caller can mend is told; that something is busy or broken is not the tool's answer.
   */
  private static String told(Tools.Run question, Fault refused) {
    return switch (refused.kind()) {
      case INVALID, UNACCEPTABLE, CONFLICT, TOO_LARGE, NOT_FOUND, FORBIDDEN, STALE ->
          ToolFailure.ofValue(refused.getMessage()).told(question.toolName());
      case UNAUTHORIZED,
          METHOD_NOT_ALLOWED,
          UNSUPPORTED_TYPE,
          BUSY,
          INTERNAL,
          NOT_IMPLEMENTED,
          UNAVAILABLE,
          OVER_QUOTA ->
          throw refused;
    };
  }

  /** To how many characters the answer is cut, and in which zone the agent lives. */
  private record Allowed(int limit, ZoneId zone) {}

  /** A fault when the tool may not be run. */
  private static Allowed allowed(Tx tx, Caller caller, Tools.Run question) {
    String name = question.toolName();
    ZoneId zone = AgentDirectory.require(tx, caller.tenant(), question.agentId()).timezone();
    Optional<Tool> tool = attached(tx, caller, question.agentId(), name);
    boolean known = CoreTools.has(name) || ArchivalTools.has(name) || ConversationTools.has(name);
    if (Boolean.TRUE.equals(question.evenDetached()) && known) {
      int usual = ToolRules.USUAL_RETURN_LIMIT;
      return new Allowed(tool.map(Tool::returnCharLimit).orElse(usual), zone);
    }
    Tool found = tool.orElseThrow(() -> ToolLinks.notAttached(question.agentId(), name));
    if (!known || found.toolType().equals(ToolRules.CUSTOM)) {
      throw new Fault(
          FaultKind.NOT_IMPLEMENTED,
          "Tool '%s' is of the type %s: this server runs the tools that work on memory and never executes the code of others"
              .formatted(name, found.toolType()));
    }
    return new Allowed(found.returnCharLimit(), zone);
  }

  private static Optional<Tool> attached(Tx tx, Caller caller, String agentId, String name) {
    Optional<Tool> tool = ToolLinks.named(tx, caller.tenant(), agentId, name);
    return tool.isEmpty() && OLDER.containsKey(name)
        ? ToolLinks.named(tx, caller.tenant(), agentId, Objects.requireNonNull(OLDER.get(name)))
        : tool;
  }

  private static Tools.Result cut(Tools.Result result, int limit) {
    @Nullable Object returned = result.funcReturn();
    String text =
        returned instanceof String string ? string : returned == null ? "" : Json.write(returned);
    int length = text.codePointCount(0, text.length());
    if (length <= limit) {
      return result;
    }
    return Tools.Result.of(
        text.substring(0, text.offsetByCodePoints(0, limit))
            + "... [NOTE: the answer was cut, since it exceeded the limit: %d > %d characters]"
                .formatted(length, limit));
  }
}
