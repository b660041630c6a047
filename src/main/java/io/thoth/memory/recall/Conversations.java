package io.thoth.memory.recall;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.thoth.memory.bus.Operation;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contract of conversations. Every agent has one of its own, called {@code default}, which is
 * no record; others are made, forked and deleted.
 */
public interface Conversations {
  /** The agent's own conversation. */
  String DEFAULT = "default";

  Operation<Create, Conversation> CREATE =
      Operation.change("recall.conversation.create", Create.class, Conversation.class);
  Operation<Read, Conversation> READ =
      Operation.read("recall.conversation.read", Read.class, Conversation.class);
  Operation<Browse, Page> LIST =
      Operation.read("recall.conversation.list", Browse.class, Page.class);
  Operation<Update, Conversation> UPDATE =
      Operation.change("recall.conversation.update", Update.class, Conversation.class);
  Operation<Delete, Messages.Done> DELETE =
      Operation.change("recall.conversation.delete", Delete.class, Messages.Done.class);
  Operation<Fork, Conversation> FORK =
      Operation.change("recall.conversation.fork", Fork.class, Conversation.class)
          .within(Duration.ofMinutes(10));

  /** The most characters of a summary. */
  int LONGEST_SUMMARY = 10_000;

  /**
   * @param isolatedBlockLabels blocks of the agent of which the conversation gets private copies
   */
  record Create(
      String agentId,
      @Nullable String summary,
      @Nullable List<String> isolatedBlockLabels,
      @Nullable String model,
      @Nullable Map<String, Object> modelSettings) {
    public Create {
      Id.require("agent_id", Id.AGENT, agentId);
      checkSummary(summary);
      modelSettings = Texts.object("model_settings", modelSettings);
    }
  }

  private static void checkSummary(@Nullable String summary) {
    if (summary != null && Texts.length(summary) > LONGEST_SUMMARY) {
      throw Fault.invalid("summary", "must be at most " + LONGEST_SUMMARY + " characters");
    }
  }

  record Read(String conversationId) {
    public Read {
      Id.require("conversation_id", Id.CONVERSATION, conversationId);
    }
  }

  /**
   * The filters of a list; those that are absent let everything through.
   *
   * @param summarySearch a part of the summary, in any case
   * @param orderBy {@code created_at} (usual), {@code last_message_at} or {@code
   *     last_run_completion}, which is the last message, since nothing runs here
   */
  record Browse(
      @Nullable String agentId,
      @Nullable String summarySearch,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order,
      @Nullable String orderBy) {
    public Browse {
      Id.allow("agent_id", Id.AGENT, agentId);
    }
  }

  /** What to change; absent and null both mean: leave as it is. */
  record Update(
      String conversationId,
      @Nullable String summary,
      @Nullable String model,
      @Nullable Map<String, Object> modelSettings,
      @Nullable Instant lastMessageAt) {
    public Update {
      Id.require("conversation_id", Id.CONVERSATION, conversationId);
      checkSummary(summary);
      modelSettings = Texts.object("model_settings", modelSettings);
    }
  }

  /**
   * Deletes a conversation: what was said only there is neither listed, found nor counted any more
   * from the answer on. Its rows are removed afterwards, in short transactions.
   */
  record Delete(String conversationId) {
    public Delete {
      Id.require("conversation_id", Id.CONVERSATION, conversationId);
    }
  }

  /**
   * A new conversation that shares what was said in another until it was asked for. Nobody sees it
   * before the answer; {@code NOT_FOUND} when the other is deleted meanwhile. Of very many messages
   * it takes some seconds, in short transactions.
   */
  record Fork(String conversationId, @Nullable String agentId) {
    public Fork {
      MessageRules.place(conversationId, agentId);
    }
  }

  record Page(@JsonValue List<Conversation> conversations) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Page {
      conversations = List.copyOf(conversations);
    }
  }
}
