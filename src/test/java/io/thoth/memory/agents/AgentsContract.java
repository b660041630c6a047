package io.thoth.memory.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.agents.Agents.AgentState;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents by themselves: what they are made of and how they change. */
abstract class AgentsContract extends AgentFixture {

  @Test
  void anAgentOfNothingHasEveryDefault() {
    Agent agent = agent().agent();

    assertFalse(agent.name().isBlank());
    assertEquals("letta_v1_agent", agent.agentType());
    assertEquals("UTC", agent.timezone());
    assertEquals("openai/gpt-4o-mini", agent.llmConfig().get("handle"));
    assertNull(agent.embeddingConfig());
    assertEquals(1, agent.version());
    assertEquals(agent.createdAt(), agent.updatedAt());
  }

  @Test
  void anAgentIsReadAsItWasMade() {
    List<Map<String, String>> rules = List.of(Map.of("type", "run_first"));

    AgentState made =
        agent(
            "name", "Ada",
            "system", "Be brief.",
            "tags", List.of("b", "a", "b"),
            "metadata", Map.of("k", List.of(1, 2.5, "x", Map.of())),
            "memory_blocks", blocks("human", "notes"),
            "timezone", "Europe/Zurich",
            "model", "anthropic/claude-sonnet-4-5",
            "embedding", "openai/text-embedding-3-small",
            "tool_rules", rules);

    assertEquals(made, now(made));
    assertEquals(List.of("a", "b"), made.agent().tags());
    assertEquals(1536, Objects.requireNonNull(made.agent().embeddingConfig()).get("embedding_dim"));
    assertEquals(rules, made.agent().settings().get("tool_rules"));
    assertNotNull(blockOf(made, "human").description(), "the usual one of its label");
    assertNull(blockOf(made, "notes").description());
  }

  @Test
  void aPatchLeavesWhatItDoesNotNameAndReplacesLists() {
    AgentState made =
        agent(
            "tags",
            List.of("a"),
            "description",
            "d",
            "metadata",
            Map.of("k", 1),
            "secrets",
            Map.of("KEY", "v"));

    Agent after = update(made, "tags", List.of("b", "c"), "system", "x").agent();

    assertEquals(List.of("b", "c"), after.tags());
    assertEquals("x", after.system());
    assertEquals("d", after.description());
    assertEquals(Map.of("k", 1), after.metadata());
    assertEquals(Map.of("secrets", Map.of("KEY", "v")), after.settings());
    assertEquals(2, after.version());
    assertTrue(after.updatedAt().isAfter(made.agent().updatedAt()));
    assertEquals(after, now(made).agent());
  }

  @Test
  void anotherModelDerivesItsWholeConfiguration() {
    AgentState made = agent("model", "openai/gpt-4o", "context_window_limit", 9);

    Agent after = update(made, "model", "anthropic/claude-haiku-4-5").agent();

    assertEquals(9, made.agent().llmConfig().get("context_window"));
    assertEquals("anthropic", after.llmConfig().get("model_endpoint_type"));
    assertEquals(200_000, after.llmConfig().get("context_window"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"a/b\"}",
        "{\"agent_type\": \"robot\"}",
        "{\"timezone\": \"Mars/Base\"}",
        "{\"tags\": [\"\"]}",
        "{\"tags\": [null]}",
        "{\"block_ids\": [\"1\"]}",
        "{\"block_ids\": [null]}",
        "{\"memory_blocks\": [null]}",
        "{\"memory_blocks\": [{}]}",
        "{\"memory_blocks\": [{\"label\": \"a\"}, {\"label\": \"a\"}]}",
        "{\"context_window_limit\": 0}",
        "{\"embedding\": \"e5\"}",
        "{\"tool_rules\": 1}",
        "{\"tool_rules\": [5]}",
        "{\"model_settings\": {\"a\": 1}}",
        "{\"response_format\": {\"type\": \"x\"}}"
      })
  void whatAnAgentCannotBeIsRefusedAndLeavesNothing(String body) {
    Fault fault = assertThrows(Fault.class, () -> agent(body));

    assertEquals(FaultKind.INVALID, fault.kind(), fault.getMessage());
    assertEquals(List.of(), names());
  }

  private AgentState agent(String body) {
    return client.ask(Agents.CREATE, new Agents.Create(Json.read(body, AgentFields.class)));
  }

  @Test
  void aModelWithoutAProviderIsUnacceptable() {
    client.refused(
        FaultKind.UNACCEPTABLE, Agents.CREATE, new Agents.Create(fields("model", "gpt")));
  }

  @Test
  void anAgentThatIsNotThereIsNotFound() {
    AgentState gone = agent();
    delete(gone);

    Fault fault = client.refused(FaultKind.NOT_FOUND, Agents.READ, reading(gone));

    assertEquals("Agent with id '%s' not found".formatted(gone.agent().id()), fault.getMessage());
    client.refused(FaultKind.NOT_FOUND, Agents.UPDATE, changing(gone, "name", "x"));
    client.refused(FaultKind.NOT_FOUND, Agents.DELETE, new Agents.Delete(gone.agent().id()));
    assertThrows(Fault.class, () -> new Agents.Delete("agent-1"));
  }

  @Test
  void theSdksGetOnlyTheRelationsTheyAskFor() {
    AgentState made = agent("tags", List.of("t"), "memory_blocks", blocks("human"));

    AgentState none = client.ask(Agents.READ, bySdk(made, List.of()));
    AgentState one = client.ask(Agents.READ, bySdk(made, List.of("agent.blocks")));

    assertEquals(new Relations(false, false, false, List.of()), none.relations());
    assertEquals(List.of(), none.blocks());
    assertEquals(new Relations(true, false, false, List.of()), one.relations());
    assertEquals(made.blocks(), one.blocks());
    assertThrows(Fault.class, () -> bySdk(made, List.of("agent.x")).relations());
  }

  private static Agents.Read bySdk(AgentState agent, List<String> include) {
    return new Agents.Read(agent.agent().id(), include, null, "1.12.1");
  }
}
