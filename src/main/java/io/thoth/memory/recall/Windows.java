package io.thoth.memory.recall;

import io.thoth.memory.agents.Agent;
import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.sql.Work;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what a model would be shown, and makes system prompts anew. */
final class Windows {
  private static final long USUAL_SIZE = 128_000;
  private static final int BYTES_OF_TOKEN = 4;

  private final Sql sql;
  private final Contexts contexts;
  private final Prompting prompting;
  private final MessageStore messages;

  Windows(Sql sql, Contexts contexts, Prompting prompting, MessageStore messages) {
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
        write(tx, tenant, place.conversationId(), text);
        Map<String, Object> state = Map.of("conversation_id", place.conversationId());
        messages.journal(tx, caller, place.agentId(), "prompt.recompile", state);
      }
      return new Prompts.Text(text);
    };
  }

  /** The first message of a conversation is its system message. */
  private static void write(Tx tx, String tenant, String conversationId, String text) {
    tx.update(
        """
        update message set body = ? where tenant = ? and (agent_id, sequence) =
          (select agent_id, sequence from conversation_message
            where tenant = ? and conversation_id = ? and position = 1)
        """,
        Json.write(MessageBody.ofText(text)),
        tenant,
        tenant,
        conversationId);
  }

  Prompts.Window context(Prompts.Ask question, Caller caller) {
    return sql.read("context.read", tx -> window(tx, caller.tenant(), question));
  }

  private Prompts.Window window(Tx tx, String tenant, Prompts.Ask question) {
    Agent agent = AgentDirectory.agent(tx, tenant, question.agentId());
    Place place = Place.find(tx, tenant, question.conversationId(), question.agentId());
    List<Message> shown = prompting.filled(tx, tenant, contexts.messages(tx, tenant, place));
    SystemPrompt prompt = prompting.prompt(tx, tenant, place);
    List<Message> said = shown.isEmpty() ? shown : shown.subList(1, shown.size());
    long spoken = said.stream().mapToLong(m -> tokens(Json.write(m.body()))).sum();
    String compiled = shown.isEmpty() ? "" : SearchedText.joined(shown.getFirst().body().content());
    return new Prompts.Window(
        size(agent),
        tokens(compiled) + spoken,
        shown.size(),
        prompt.passages(),
        prompt.messages(),
        tokens(prompt.metadata()),
        prompt.metadata(),
        tokens(prompt.template()),
        prompt.template(),
        tokens(prompt.memory()),
        prompt.memory(),
        0,
        null,
        0,
        null,
        0,
        null,
        0,
        null,
        0,
        List.of(),
        spoken,
        shown.stream().map(Telling::stored).toList());
  }

  private static long size(Agent agent) {
    Object size = agent.llmConfig().get("context_window");
    return size instanceof Number number ? number.longValue() : USUAL_SIZE;
  }

  private static long tokens(@Nullable String text) {
    if (text == null) {
      return 0;
    }
    int bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    return (bytes + BYTES_OF_TOKEN - 1) / BYTES_OF_TOKEN;
  }
}
