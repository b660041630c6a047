package io.thoth.memory.agentfile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thoth.memory.agents.AgentFields;
import io.thoth.memory.archival.ArchiveArrivals;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.BlockArrivals;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Json;
import io.thoth.memory.recall.NewMessage;
import io.thoth.memory.recall.RecallArrivals;
import io.thoth.memory.sql.ConstraintViolation;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.tools.Tool;
import io.thoth.memory.tools.ToolDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Writes one file whose plan is made: in many small transactions all that may be large, which
 * nobody sees; and in the last one, which is not run here, what makes it seen.
 */
final class Arrival {
  private static final int ROWS = 50;

  /** After each transaction others get as much time as it took, up to this. */
  private static final long LONGEST_PAUSE = 50_000_000;

  private final Arrivals arrivals;
  private final Caller caller;
  private final AgentFiles.Import asked;
  private final Plan plan;
  private final String id = UUID.randomUUID().toString();

  Arrival(Arrivals arrivals, Caller caller, AgentFiles.Import asked, Plan plan) {
    this.arrivals = arrivals;
    this.caller = caller;
    this.asked = asked;
    this.plan = plan;
  }

  /** Writes what may be large; when that fails, nothing of it is left. */
  void stage(Path file) {
    try {
      write(tx -> Arrivals.begin(tx, caller.tenant(), id));
      archives();
      agents();
      histories(file);
      contents(file);
    } catch (RuntimeException | Error problem) {
      arrivals.remove(caller.tenant(), id);
      throw problem;
    }
  }

  private void archives() {
    for (List<ArchiveArrivals.Arriving> some : parts(plan.archives())) {
      step("archives", tx -> some.forEach(a -> arrivals.archives().begin(tx, caller, a, id)));
    }
  }

  private void agents() {
    for (List<Plan.PlannedAgent> some : parts(plan.agents())) {
      step("agents", tx -> some.forEach(planned -> begin(tx, planned)));
    }
  }

  private void begin(Tx tx, Plan.PlannedAgent planned) {
    String agentId = planned.agent().id();
    arrivals.agents().begin(tx, caller, planned.agent(), id);
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

  /** What blocks were, and the conversations, before messages stand in them. */
  private void histories(Path file) {
    Map<String, Long> current = new HashMap<>();
    plan.blocks().forEach(one -> current.put(one.block().id(), one.block().version()));
    Collected<BlockArrivals.Past> versions =
        new Collected<>(
            past -> past.block().id(),
            (place, _, some) -> step(place, tx -> BlockArrivals.remember(tx, caller, some)));
    Collected<RecallArrivals.ArrivingConversation> conversations =
        new Collected<>(
            _ -> "",
            (place, _, some) ->
                step(
                    place,
                    tx -> some.forEach(one -> arrivals.recall().conversation(tx, caller, one))));
    FileScan scan =
        new FileScan(file)
            .on(
                "block_versions",
                (place, item, _) -> {
                  String block = plan.ids().fresh(item.get("block_id").textValue());
                  BlockArrivals.Past past = FileItems.version(place, item, block, caller);
                  if (past.block().version() < Objects.requireNonNull(current.get(block))) {
                    versions.add(place, past, past.block().value().length());
                  }
                });
    if (asked.withMessages()) {
      scan.on(
          "conversations",
          (place, item, _) ->
              conversations.add(place, FileItems.conversation(place, item, plan.ids()), 0));
    }
    scan.run();
    versions.flush();
    conversations.flush();
  }

  private void contents(Path file) {
    Collected<Map.Entry<String, ArchiveArrivals.ArrivingPassage>> passages =
        new Collected<>(
            Map.Entry::getKey,
            (place, archive, some) ->
                step(
                    place,
                    tx ->
                        arrivals
                            .archives()
                            .write(
                                tx,
                                caller,
                                archive,
                                some.stream().map(Map.Entry::getValue).toList())));
    Collected<Map.Entry<String, RecallArrivals.ArrivingMessage>> messages =
        new Collected<>(
            Map.Entry::getKey,
            (place, agent, some) ->
                step(
                    place,
                    tx ->
                        arrivals
                            .recall()
                            .write(
                                tx,
                                caller,
                                agent,
                                some.stream().map(Map.Entry::getValue).toList())));
    FileScan scan =
        new FileScan(file)
            .on(
                "passages",
                (place, item, _) -> {
                  ArchiveArrivals.ArrivingPassage passage = FileItems.passage(place, item);
                  String archive = plan.ids().fresh(item.get("archive_id").textValue());
                  passages.add(
                      place, Map.entry(archive, passage), passage.passage().text().length());
                });
    if (asked.withMessages()) {
      messages(scan, messages);
    }
    scan.run();
    passages.flush();
    messages.flush();
  }

  private void messages(
      FileScan scan, Collected<Map.Entry<String, RecallArrivals.ArrivingMessage>> messages) {
    if (plan.whole()) {
      scan.on(
          "messages",
          (place, item, _) -> {
            String agent = plan.ids().fresh(item.get("agent_id").textValue());
            messages.add(place, Map.entry(agent, whole(place, item)), item.toString().length());
          });
      return;
    }
    Set<Integer> begun = new HashSet<>();
    scan.on(
        FileScan.AGENT_MESSAGES,
        (place, item, owner) -> {
          Plan.PlannedAgent agent = plan.agents().get(owner);
          NewMessage message = FileItems.message(place, item);
          if ("system".equals(message.role()) && begun.add(owner)) {
            return; // the agent's own, which is made anew
          }
          RecallArrivals.ArrivingMessage arriving =
              new RecallArrivals.ArrivingMessage(
                  Id.fresh(Id.MESSAGE),
                  null,
                  message,
                  agent.context().contains(item.get("id").textValue()),
                  List.of());
          messages.add(place, Map.entry(agent.agent().id(), arriving), item.toString().length());
        });
  }

  private RecallArrivals.ArrivingMessage whole(String place, ObjectNode item) {
    List<RecallArrivals.Standing> standings =
        FileItems.standings(place, item).stream()
            .map(
                one ->
                    new RecallArrivals.Standing(
                        plan.ids().fresh(one.conversationId()), one.position(), one.inContext()))
            .toList();
    String origin = item.path("conversation_id").textValue();
    return new RecallArrivals.ArrivingMessage(
        Id.fresh(Id.MESSAGE),
        origin == null ? null : plan.ids().fresh(origin),
        FileItems.message(place, item),
        FileItems.flag(item, "in_context"),
        standings);
  }

  /** Makes all of it seen; the work of one transaction. */
  AgentFiles.Imported reveal(Tx tx) {
    Arrivals.touch(tx, caller.tenant(), id);
    Map<String, String> tools = new HashMap<>();
    for (Map.Entry<String, Tool> tool : plan.tools().entrySet()) {
      Tool there = ToolDirectory.arrive(tx, caller, tool.getValue(), asked.overridesTools());
      tools.put(tool.getKey(), there.id());
    }
    plan.blocks()
        .forEach(one -> arrivals.versions().insert(tx, caller, one.block(), one.standing()));
    ArchiveArrivals.reveal(tx, caller.tenant(), id);
    plan.agents().forEach(agent -> reveal(tx, agent, tools));
    Arrivals.end(tx, caller.tenant(), id);
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

  /** One transaction of many, after which others have their turn. */
  private void step(String place, Consumer<Tx> work) {
    long begin = System.nanoTime();
    try {
      write(
          tx -> {
            Arrivals.touch(tx, caller.tenant(), id);
            work.accept(tx);
          });
    } catch (ConstraintViolation twice) {
      throw FileScan.unfit(
          place + ": here or just before, an otid or a place in a conversation is used twice");
    }
    LockSupport.parkNanos(Math.min(System.nanoTime() - begin, LONGEST_PAUSE));
  }

  private void write(Consumer<Tx> work) {
    arrivals
        .sql()
        .write(
            "agentfile.import",
            tx -> {
              work.accept(tx);
              return true;
            });
  }
}
