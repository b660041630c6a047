package io.thoth.memory.recall;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.thoth.memory.bus.Operation;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contract of messages. Lists are in the order in which messages came. {@code after} goes on in
 * the order asked for, so that a list can be read page by page to its end; {@code before} always
 * means what is older.
 */
public interface Messages {
  Operation<Browse, Told> LIST = Operation.read("recall.message.list", Browse.class, Told.class);
  Operation<InConversation, Told> LIST_CONVERSATION =
      Operation.read("recall.message.list.conversation", InConversation.class, Told.class);
  Operation<Everywhere, Told> LIST_ALL =
      Operation.read("recall.message.list.all", Everywhere.class, Told.class);
  Operation<Read, Told> READ = Operation.read("recall.message.read", Read.class, Told.class);
  Operation<Edit, Told> EDIT = Operation.read("recall.message.edit", Edit.class, Told.class);
  Operation<Rows, Stored> ROWS = Operation.read("recall.message.rows", Rows.class, Stored.class);
  Operation<Capture, Captured> CAPTURE =
      Operation.change("recall.message.capture", Capture.class, Captured.class)
          .within(Duration.ofSeconds(55));
  Operation<Reset, Done> RESET = Operation.change("recall.message.reset", Reset.class, Done.class);

  /**
   * The messages of an agent.
   *
   * @param conversationId of this conversation only; {@code default} for the agent's own
   * @param includeErr whether messages that are marked as errors are told too
   * @param includeReturnMessageTypes only these; a page may then hold fewer than {@code limit}
   *     stored messages only at the end
   */
  record Browse(
      String agentId,
      @Nullable String conversationId,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order,
      @Nullable String orderBy,
      @Nullable Boolean includeErr,
      @Nullable List<String> includeReturnMessageTypes) {
    public Browse {
      Id.require("agent_id", Id.AGENT, agentId);
      if (conversationId != null) {
        MessageRules.place(conversationId, agentId);
      }
      Id.allow("before", Id.MESSAGE, before);
      Id.allow("after", Id.MESSAGE, after);
      includeReturnMessageTypes = MessageRules.types(includeReturnMessageTypes);
    }
  }

  /**
   * The messages of a conversation.
   *
   * @param conversationId its id; {@code default} for that of {@code agentId}, or an agent's id
   */
  record InConversation(
      String conversationId,
      @Nullable String agentId,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order,
      @Nullable String orderBy,
      @Nullable Boolean includeErr,
      @Nullable List<String> includeReturnMessageTypes) {
    public InConversation {
      MessageRules.place(conversationId, agentId);
      Id.allow("before", Id.MESSAGE, before);
      Id.allow("after", Id.MESSAGE, after);
      includeReturnMessageTypes = MessageRules.types(includeReturnMessageTypes);
    }
  }

  /** The messages of all agents, by their time. */
  record Everywhere(
      @Nullable String conversationId,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order,
      @Nullable List<String> includeReturnMessageTypes) {
    public Everywhere {
      Id.allow("before", Id.MESSAGE, before);
      Id.allow("after", Id.MESSAGE, after);
      includeReturnMessageTypes = MessageRules.types(includeReturnMessageTypes);
    }
  }

  record Read(String messageId) {
    public Read {
      Id.require("message_id", Id.MESSAGE, messageId);
    }
  }

  /** Refused: what was said stays said. */
  record Edit(String agentId, String messageId) {
    public Edit {
      Id.require("agent_id", Id.AGENT, agentId);
      Id.require("message_id", Id.MESSAGE, messageId);
    }
  }

  /** Messages as clients are told them: objects with a {@code message_type}. */
  record Told(@JsonValue List<Map<String, @Nullable Object>> messages) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Told {
      messages = List.copyOf(messages);
    }
  }

  /**
   * The stored messages of an agent as they came, those of every conversation that is not deleted.
   *
   * @param after the sequence to go on from; 0 for the beginning
   * @param limit 1 to 10,000
   */
  record Rows(String agentId, long after, int limit) {
    private static final int MOST = 10_000;

    public Rows {
      Id.require("agent_id", Id.AGENT, agentId);
      if (limit < 1 || limit > MOST) {
        throw Fault.invalid("limit", "must be from 1 to " + MOST);
      }
    }
  }

  record Stored(List<Message> messages) {
    public Stored {
      messages = List.copyOf(messages);
    }
  }

  /**
   * Stores whole turns as they happened elsewhere, all or none. A message whose {@code id} or
   * {@code otid} the agent has already is not stored again.
   *
   * @param conversationId where they were said; absent or {@code default}: in the agent's own
   * @param messages what was said; or, in Letta's form,
   * @param requestMessages what a model was sent last and
   * @param responseDict what it answered: {@code {content}}, or a chat completion
   */
  record Capture(
      String agentId,
      @Nullable String conversationId,
      @Nullable List<NewMessage> messages,
      @Nullable String provider,
      @Nullable String model,
      @Nullable List<NewMessage> requestMessages,
      @Nullable Map<String, Object> responseDict) {
    public Capture {
      Id.require("agent_id", Id.AGENT, agentId);
      if (conversationId != null) {
        MessageRules.place(conversationId, agentId);
      }
      if (messages == null && requestMessages == null && responseDict == null) {
        throw Fault.invalid("messages", "is required");
      }
      messages = messages == null ? null : MessageRules.several(messages);
      MessageRules.open("response_dict", responseDict);
    }
  }

  /**
   * @param messagesCreated how many were stored
   * @param messagesKnown how many were there already
   * @param messageIds of all of them in their order, those known too
   */
  record Captured(
      boolean success,
      int messagesCreated,
      int messagesKnown,
      List<String> messageIds,
      List<String> runIds) {
    public Captured {
      messageIds = List.copyOf(messageIds);
      runIds = List.copyOf(runIds);
    }
  }

  /** Cuts the context of the agent's own conversation back to the system message. */
  record Reset(String agentId, @Nullable Boolean addDefaultInitialMessages) {
    public Reset {
      Id.require("agent_id", Id.AGENT, agentId);
    }
  }

  /** It is done, to this thing. */
  record Done(String id, Instant at) {}
}
