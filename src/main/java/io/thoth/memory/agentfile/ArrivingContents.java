package io.thoth.memory.agentfile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thoth.memory.archival.ArchiveArrivals;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.BlockArrivals;
import io.thoth.memory.id.Id;
import io.thoth.memory.recall.NewMessage;
import io.thoth.memory.recall.RecallArrivals;
import io.thoth.memory.sql.Tx;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Writes that of a file which may be of any size, reading it again, in many short transactions. */
final class ArrivingContents {
  private final Arrivals arrivals;
  private final Caller caller;
  private final AgentFiles.Import asked;
  private final Plan plan;
  private final ArrivalSteps steps;

  ArrivingContents(
      Arrivals arrivals, Caller caller, AgentFiles.Import asked, Plan plan, ArrivalSteps steps) {
    this.arrivals = arrivals;
    this.caller = caller;
    this.asked = asked;
    this.plan = plan;
    this.steps = steps;
  }

  /** What blocks were, and the conversations, before messages stand in them. */
  void histories(Path file) {
    Map<String, Long> current = new HashMap<>();
    plan.blocks().forEach(one -> current.put(one.block().id(), one.block().version()));
    Collected<BlockArrivals.Past> versions =
        new Collected<>(
            past -> past.block().id(),
            steps::rows,
            (place, _, some) ->
                steps.step(place, some.size(), tx -> BlockArrivals.remember(tx, caller, some)));
    Collected<RecallArrivals.ArrivingConversation> conversations =
        new Collected<>(
            _ -> "",
            steps::rows,
            (place, _, some) ->
                steps.step(
                    place,
                    some.size(),
                    tx -> some.forEach(one -> arrivals.recall().conversation(tx, caller, one))));
    FileScan scan =
        new FileScan(file)
            .resting()
            .knowing(plan.sections())
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

  /** Passages and messages. */
  void write(Path file) {
    Collected<Map.Entry<String, ArchiveArrivals.ArrivingPassage>> passages =
        owned(arrivals.archives()::write);
    Collected<Map.Entry<String, RecallArrivals.ArrivingMessage>> messages =
        owned(arrivals.recall()::write);
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

  /** Writes things that come under the id of what they belong to. */
  @FunctionalInterface
  private interface Owned<T> {
    void write(Tx tx, Caller caller, String owner, List<T> things);
  }

  private <T> Collected<Map.Entry<String, T>> owned(Owned<T> writing) {
    return new Collected<>(
        Map.Entry::getKey,
        steps::rows,
        (place, owner, some) -> {
          List<T> things = some.stream().map(Map.Entry::getValue).toList();
          steps.step(place, things.size(), tx -> writing.write(tx, caller, owner, things));
        });
  }

  private void messages(
      FileScan scan, Collected<Map.Entry<String, RecallArrivals.ArrivingMessage>> messages) {
    if (plan.whole()) {
      scan.on(
          "messages",
          (place, item, _) -> {
            String agent = plan.ids().fresh(item.get("agent_id").textValue());
            messages.add(place, Map.entry(agent, whole(place, item)), FileItems.chars(item));
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
          messages.add(place, Map.entry(agent.agent().id(), arriving), FileItems.chars(item));
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
}
