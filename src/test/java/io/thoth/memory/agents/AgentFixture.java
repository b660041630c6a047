package io.thoth.memory.agents;

import io.thoth.memory.agents.Agents.AgentState;
import io.thoth.memory.core.Block;
import io.thoth.memory.core.Blocks;
import io.thoth.memory.support.FeatureContract;
import io.thoth.memory.support.Given;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The questions about agents in few words; their fields are named as clients name them. */
abstract class AgentFixture extends FeatureContract {
  static final String MISSING_AGENT = "agent-00000000-0000-4000-8000-000000000000";
  static final String MISSING_BLOCK = "block-00000000-0000-4000-8000-000000000000";

  static AgentFields fields(Object... fields) {
    return Given.record(AgentFields.class, fields);
  }

  AgentState agent(Object... fields) {
    return client.ask(Agents.CREATE, new Agents.Create(fields(fields)));
  }

  AgentState update(AgentState agent, Object... fields) {
    return client.ask(Agents.UPDATE, changing(agent, fields));
  }

  static Agents.Update changing(AgentState agent, Object... fields) {
    return new Agents.Update(agent.agent().id(), fields(fields));
  }

  AgentState now(AgentState agent) {
    return client.ask(Agents.READ, reading(agent));
  }

  static Agents.Read reading(AgentState agent) {
    return new Agents.Read(agent.agent().id(), null, null, null);
  }

  static Agents.Link link(AgentState agent, Block block) {
    return new Agents.Link(agent.agent().id(), block.id());
  }

  AgentState attach(AgentState agent, Block block) {
    return client.ask(Agents.ATTACH_BLOCK, link(agent, block));
  }

  void delete(AgentState agent) {
    client.ask(Agents.DELETE, new Agents.Delete(agent.agent().id()));
  }

  static Agents.Browse browse(Object... filters) {
    return Given.record(Agents.Browse.class, filters);
  }

  List<String> names(Object... filters) {
    return client.ask(Agents.LIST, browse(filters)).agents().stream()
        .map(state -> state.agent().name())
        .toList();
  }

  List<String> labels(AgentState agent) {
    return now(agent).blocks().stream().map(Block::label).sorted().toList();
  }

  Block blockOf(AgentState agent, String label) {
    return client.ask(Blocks.READ, new Blocks.Read(null, agent.agent().id(), label, null));
  }

  /** New blocks with these labels, each with its label for a value. */
  static List<Map<String, String>> blocks(String... labels) {
    return Stream.of(labels).map(label -> Map.of("label", label, "value", label)).toList();
  }
}
