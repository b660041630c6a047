package io.thoth.memory.recall;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.thoth.memory.bus.Operation;
import io.thoth.memory.id.Id;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contract of system prompts and contexts: what a model would be shown of an agent. The prompt
 * of an agent's own conversation is made anew whenever it is read; another conversation keeps the
 * one it was made with until it is recompiled.
 */
public interface Prompts {
  Operation<Recompile, Text> RECOMPILE =
      Operation.change("recall.prompt.recompile", Recompile.class, Text.class);
  Operation<InConversation, Text> RECOMPILE_CONVERSATION =
      Operation.change("recall.prompt.recompile.conversation", InConversation.class, Text.class);
  Operation<Ask, Window> CONTEXT = Operation.read("recall.context.read", Ask.class, Window.class);

  /**
   * @param updateTimestamp whether the prompt tells from now on that it was recompiled now
   * @param dryRun whether only to answer what it would be
   */
  record Recompile(String agentId, @Nullable Boolean updateTimestamp, @Nullable Boolean dryRun) {
    public Recompile {
      Id.require("agent_id", Id.AGENT, agentId);
    }
  }

  record InConversation(String conversationId, @Nullable String agentId, @Nullable Boolean dryRun) {
    public InConversation {
      MessageRules.place(conversationId, agentId);
    }
  }

  /** The text of a prompt. */
  record Text(@JsonValue String text) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Text {}
  }

  record Ask(String agentId, @Nullable String conversationId) {
    public Ask {
      Id.require("agent_id", Id.AGENT, agentId);
      if (conversationId != null) {
        MessageRules.place(conversationId, agentId);
      }
    }
  }

  /**
   * What is in the context and how much of it, in Letta's shape. Tokens are estimated as a quarter
   * of the bytes in UTF-8, rounded up.
   *
   * @param messages in the form in which Letta stores them
   */
  record Window(
      long contextWindowSizeMax,
      long contextWindowSizeCurrent,
      long numMessages,
      long numArchivalMemory,
      long numRecallMemory,
      long numTokensExternalMemorySummary,
      String externalMemorySummary,
      long numTokensSystem,
      String systemPrompt,
      long numTokensCoreMemory,
      String coreMemory,
      long numTokensMemoryFilesystem,
      @Nullable String memoryFilesystem,
      long numTokensToolUsageRules,
      @Nullable String toolUsageRules,
      long numTokensDirectories,
      @Nullable String directories,
      long numTokensSummaryMemory,
      @Nullable String summaryMemory,
      long numTokensFunctionsDefinitions,
      List<Map<String, @Nullable Object>> functionsDefinitions,
      long numTokensMessages,
      List<Map<String, @Nullable Object>> messages) {
    public Window {
      functionsDefinitions = List.copyOf(functionsDefinitions);
      messages = List.copyOf(messages);
    }
  }
}
