package io.thoth.memory.recall;

import io.thoth.memory.bus.Operation;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contract of what is sent to an agent. No model runs here: what is sent is stored, and the
 * answer is that the turn ended without anybody saying anything. So nothing is ever running that
 * could be cancelled or joined, and nothing can be summarised.
 */
public interface Turns {
  Operation<Send, Sent> SEND = Operation.change("recall.turn.send", Send.class, Sent.class);
  Operation<Stream, Sent> STREAM = Operation.change("recall.turn.stream", Stream.class, Sent.class);
  Operation<Later, Sent> LATER = Operation.change("recall.turn.later", Later.class, Sent.class);
  Operation<Say, Sent> SAY = Operation.change("recall.turn.say", Say.class, Sent.class);
  Operation<Running, Nothing> CANCEL =
      Operation.read("recall.turn.cancel", Running.class, Nothing.class);
  Operation<Running, Nothing> JOIN =
      Operation.read("recall.turn.join", Running.class, Nothing.class);
  Operation<Preview, Nothing> PREVIEW =
      Operation.read("recall.turn.preview", Preview.class, Nothing.class);
  Operation<Compact, Nothing> COMPACT =
      Operation.read("recall.turn.compact", Compact.class, Nothing.class);

  /**
   * Sends messages to an agent, in its own conversation or in another.
   *
   * @param input in place of {@code messages}: what the user says, a text or a list of parts
   * @param streaming whether the answer comes as events; in a conversation it usually does
   * @param streamTokens only when streaming, like the two that follow
   */
  record Send(
      @Nullable String agentId,
      @Nullable String conversationId,
      @Nullable List<NewMessage> messages,
      @Nullable Object input,
      @Nullable Boolean streaming,
      @Nullable Boolean streamTokens,
      @Nullable Boolean includePings,
      @Nullable Boolean background) {
    public Send {
      where(conversationId, agentId);
      input = TurnRules.input(input);
      messages = messages == null ? null : MessageRules.several(messages);
      streaming = streaming == null ? conversationId != null : streaming;
      if (!streaming) {
        TurnRules.onlyStreaming("stream_tokens", streamTokens);
        TurnRules.onlyStreaming("include_pings", includePings);
        TurnRules.onlyStreaming("background", background);
      }
    }
  }

  private static void where(@Nullable String conversationId, @Nullable String agentId) {
    if (conversationId == null && agentId == null) {
      throw Fault.invalid("agent_id", "is required");
    }
    MessageRules.place(conversationId == null ? Conversations.DEFAULT : conversationId, agentId);
  }

  /** The same, always answered as events. */
  record Stream(
      String agentId,
      @Nullable List<NewMessage> messages,
      @Nullable Object input,
      @Nullable Boolean streamTokens,
      @Nullable Boolean includePings,
      @Nullable Boolean background) {
    public Stream {
      where(null, agentId);
      input = TurnRules.input(input);
      messages = messages == null ? null : MessageRules.several(messages);
    }

    Send send() {
      return new Send(agentId, null, messages, input, true, streamTokens, includePings, background);
    }
  }

  /** The same in the background, where it is over at once. */
  record Later(String agentId, @Nullable List<NewMessage> messages, @Nullable Object input) {
    public Later {
      where(null, agentId);
      input = TurnRules.input(input);
      messages = messages == null ? null : MessageRules.several(messages);
    }

    Send send() {
      return new Send(agentId, null, messages, input, false, null, null, null);
    }
  }

  /**
   * One thing the user says, as Thoth asks for it.
   *
   * @param threadId of a conversation; the agent's own without it
   */
  record Say(String agentId, String message, @Nullable String threadId) {
    public Say {
      Id.require("agent_id", Id.AGENT, agentId);
      threadId = Conversations.DEFAULT.equals(threadId) ? null : threadId;
      Id.allow("thread_id", Id.CONVERSATION, threadId);
      if (message == null) {
        throw Fault.invalid("message", "is required");
      }
    }

    Send send() {
      return new Send(agentId, threadId, null, message, false, null, null, null);
    }
  }

  /**
   * What became of what was sent.
   *
   * @param messageIds of what was stored
   * @param streamed whether to answer as events
   * @param pings whether a ping comes first
   */
  record Sent(
      String agentId,
      @Nullable String conversationId,
      List<String> messageIds,
      String runId,
      Instant at,
      boolean streamed,
      boolean pings) {
    public Sent {
      messageIds = List.copyOf(messageIds);
    }
  }

  /** Whatever runs for an agent or in a conversation: nothing. */
  record Running(@Nullable String agentId, @Nullable String conversationId) {
    public Running {
      where(conversationId, agentId);
    }
  }

  /** Never answered: there is always a fault. */
  record Nothing(Map<String, Object> runs) {}

  /** What a model's provider would be asked: there is none. */
  record Preview(@Nullable String agentId, @Nullable String conversationId) {
    public Preview {
      where(conversationId, agentId);
    }
  }

  /** What is in the context, to be told in fewer words: there is nobody to do so. */
  record Compact(@Nullable String agentId, @Nullable String conversationId) {
    public Compact {
      where(conversationId, agentId);
    }
  }
}
