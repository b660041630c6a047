package io.thoth.memory.agentfile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thoth.memory.agents.AgentFields;
import io.thoth.memory.archival.ArchiveArrivals;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.json.Json;
import io.thoth.memory.removal.Unfinished;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.tools.Tool;
import io.thoth.memory.tools.ToolDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes one file whose plan is made: in many small transactions all that may be large, which
 * nobody sees; and in the last one, which is not run here, what makes it seen.
 */
final class Arrival {
  private static final int ROWS = 50;

  private final Arrivals arrivals;
  private final Caller caller;
  private final AgentFiles.Import asked;
  private final Plan plan;
  private final Unfinished unfinished;
  private final ArrivalSteps steps;

  Arrival(Arrivals arrivals, Caller caller, AgentFiles.Import asked, Plan plan) {
    this.arrivals = arrivals;
    this.caller = caller;
    this.asked = asked;
    this.plan = plan;
    this.unfinished = new Unfinished(caller.tenant(), UUID.randomUUID().toString());
    this.steps = new ArrivalSteps(arrivals.sql(), unfinished);
  }

  /** Writes what may be large; when that fails, nothing of it is left. */
  void stage(Path file) {
    try {
      steps.begin();
      archives();
      agents();
      ArrivingContents contents = new ArrivingContents(arrivals, caller, asked, plan, steps);
      contents.histories(file);
      contents.write(file);
    } catch (RuntimeException | Error problem) {
      giveUp(problem);
      throw problem;
    }
  }

  /** What cannot be removed now is found later by whoever looks for unfinished imports. */
  private void giveUp(Throwable problem) {
    try {
      arrivals.remove(unfinished);
    } catch (RuntimeException notNow) {
      problem.addSuppressed(notNow);
    }
  }

  private void archives() {
    for (List<ArchiveArrivals.Arriving> some : parts(plan.archives())) {
      steps.step(
          "archives",
          some.size(),
          tx -> some.forEach(a -> arrivals.archives().begin(tx, caller, a, unfinished.id())));
    }
  }

  private void agents() {
    for (List<Plan.PlannedAgent> some : parts(plan.agents())) {
      steps.step("agents", some.size(), tx -> some.forEach(planned -> begin(tx, planned)));
    }
  }

  private void begin(Tx tx, Plan.PlannedAgent planned) {
    String agentId = planned.agent().id();
    arrivals.agents().begin(tx, caller, planned.agent(), unfinished.id());
    arrivals.recall().begin(tx, caller, agentId, planned.agent().createdAt());
    planned
        .archives()
        .forEach(
            link ->
                ArchiveArrivals.link(tx, caller.tenant(), agentId, link.archiveId(), link.owned()));
  }

  private static <T> List<List<T>> parts(List<T> all) {
    List<List<T>> parts = new ArrayList<>();
    for (int start = 0; start < all.size(); start += ROWS) {
      parts.add(all.subList(start, Math.min(start + ROWS, all.size())));
    }
    return parts;
  }

  /** Makes all of it seen; the work of one transaction. */
  AgentFiles.Imported reveal(Tx tx) {
    unfinished.finish(tx);
    Map<String, String> tools = new HashMap<>();
    for (Map.Entry<String, Tool> tool : plan.tools().entrySet()) {
      Tool there = ToolDirectory.arrive(tx, caller, tool.getValue(), asked.overridesTools());
      tools.put(tool.getKey(), there.id());
    }
    plan.blocks()
        .forEach(one -> arrivals.versions().insert(tx, caller, one.block(), one.standing()));
    ArchiveArrivals.reveal(tx, caller.tenant(), unfinished.id());
    plan.agents().forEach(agent -> reveal(tx, agent, tools));
    return new AgentFiles.Imported(
        plan.agents().stream().map(agent -> agent.agent().id()).toList());
  }

  private void reveal(Tx tx, Plan.PlannedAgent planned, Map<String, String> tools) {
    ObjectNode fields = Json.raw().valueToTree(planned.fields());
    fields.putPOJO("tool_ids", planned.toolIds().stream().map(tools::get).toList());
    fields.remove("memory_blocks");
    AgentFields linked = Json.convert(Json.raw().valueToTree(fields), AgentFields.class);
    arrivals.agents().reveal(tx, caller, planned.agent(), linked);
    String agentId = planned.agent().id();
    planned.ownBlocks().forEach(block -> arrivals.blocks().create(tx, caller, agentId, block));
    planned.blockIds().forEach(block -> arrivals.blocks().attach(tx, caller, agentId, block));
  }
}
