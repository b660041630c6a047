package io.thoth.memory.recall;

import io.thoth.memory.access.Usage;
import io.thoth.memory.agents.Agent;
import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.agents.AgentRelation;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.sql.Work;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Tells what a model would be shown, and makes system prompts anew. */
final class Windows {
  private final Sql sql;
  private final Contexts contexts;
  private final Prompting prompting;
  private final MessageStore messages;
  private final AgentRelation tools;

  Windows(
      Sql sql, Contexts contexts, Prompting prompting, MessageStore messages, AgentRelation tools) {
    this.tools = tools;
    this.sql = sql;
    this.contexts = contexts;
    this.prompting = prompting;
    this.messages = messages;
  }

  Work<Prompts.Text> recompile(Prompts.Recompile question, Caller caller) {
    return tx -> {
      Place place = Place.find(tx, caller.tenant(), null, question.agentId());
      boolean dry = Boolean.TRUE.equals(question.dryRun());
      if (Boolean.TRUE.equals(question.updateTimestamp()) && !dry) {
        tx.update(
            "update recall set recompiled_at = ? where tenant = ? and agent_id = ?",
            Times.micros(Times.now()),
            caller.tenant(),
            place.agentId());
        messages.journal(tx, caller, place.agentId(), "prompt.recompile", Map.of());
      }
      return new Prompts.Text(prompting.prompt(tx, caller.tenant(), place).text());
    };
  }

  Work<Prompts.Text> recompileConversation(Prompts.InConversation question, Caller caller) {
    return tx -> {
      String tenant = caller.tenant();
      Place place = Place.find(tx, tenant, question.conversationId(), question.agentId());
      if (place.conversationId() == null) {
        return new Prompts.Text(prompting.prompt(tx, tenant, place).text());
      }
      Instant now = Times.now();
      String text = prompting.prompt(tx, tenant, place, now).text();
      if (!Boolean.TRUE.equals(question.dryRun())) {
        MessageStore.placed(tx, tenant, place.agentId()); // alone from here on
        Place.find(tx, tenant, question.conversationId(), question.agentId()); // still there
        long grown = write(tx, tenant, place.conversationId(), text);
        Map<String, Object> state = Map.of("conversation_id", place.conversationId());
        messages.journal(tx, caller, place.agentId(), "prompt.recompile", state, grown);
      }
      return new Prompts.Text(text);
    };
  }

  /**
   * The first message of a conversation is its system message; answers by how many bytes it has
   * grown.
   */
  private static long write(Tx tx, String tenant, String conversationId, String text) {
    String where =
        """
         where tenant = ? and (agent_id, sequence) =
          (select agent_id, sequence from conversation_message
            where tenant = ? and conversation_id = ? and position = 1)
        """;
    long before =
        tx.number("select octet_length(body) from message" + where, tenant, tenant, conversationId);
    String body = Json.write(MessageBody.ofText(text));
    tx.update("update message set body = ?" + where, body, tenant, tenant, conversationId);
    return Usage.bytes(body) - before;
  }

  Prompts.Window context(Prompts.Ask question, Caller caller) {
    return sql.read("context.read", tx -> window(tx, caller.tenant(), question));
  }

  private Prompts.Window window(Tx tx, String tenant, Prompts.Ask question) {
    Agent agent = AgentDirectory.agent(tx, tenant, question.agentId());
    Place place = Place.find(tx, tenant, question.conversationId(), question.agentId());
    return Overview.of(
        agent,
        prompting.prompt(tx, tenant, place),
        tools.of(tx, tenant, List.of(agent.id())).getOrDefault(agent.id(), List.of()),
        prompting.filled(tx, tenant, contexts.messages(tx, tenant, place)));
  }
}
