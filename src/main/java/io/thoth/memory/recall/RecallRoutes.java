package io.thoth.memory.recall;

import io.thoth.memory.http.Asked;
import io.thoth.memory.http.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The routes of recall memory. */
public final class RecallRoutes {
  private static final String AGENT = "/v1/agents/{agent_id}";
  private static final String OF_AGENT = AGENT + "/messages";
  private static final String CONVERSATIONS = "/v1/conversations/";
  private static final String CONVERSATION = "/v1/conversations/{conversation_id}";

  private RecallRoutes() {}

  public static List<Endpoint> endpoints() {
    return List.of(
        Asked.get(OF_AGENT, Messages.LIST, "List the messages of an agent"),
        Asked.patch(OF_AGENT + "/{message_id}", Messages.EDIT, "Refused: messages do not change"),
        Asked.post(OF_AGENT + "/capture", Messages.CAPTURE, "Store turns that happened elsewhere"),
        Asked.patch(
                AGENT + "/reset-messages",
                Messages.RESET,
                "Cut the context back to the system message")
            .showing(_ -> null),
        Asked.get("/v1/messages/", Messages.LIST_ALL, "List the messages of all agents"),
        Asked.get("/v1/messages/{message_id}", Messages.READ, "Read a message"),
        Asked.post(CONVERSATIONS, Conversations.CREATE, "Begin a conversation")
            .withQuery("agent_id"),
        Asked.get(CONVERSATIONS, Conversations.LIST, "List conversations"),
        Asked.get(CONVERSATION, Conversations.READ, "Read a conversation"),
        Asked.patch(CONVERSATION, Conversations.UPDATE, "Change a conversation"),
        Asked.delete(CONVERSATION, Conversations.DELETE, "Delete a conversation")
            .showing(_ -> null),
        Asked.post(CONVERSATION + "/fork", Conversations.FORK, "Fork a conversation")
            .withQuery("agent_id"),
        Asked.get(
            CONVERSATION + "/messages",
            Messages.LIST_CONVERSATION,
            "List the messages of a conversation"),
        Asked.post("/v1/messages/search", MessageSearch.SEARCH, "Search all messages")
            .showing(RecallRoutes::listed),
        Asked.post(
                "/v1/agents/messages/search", MessageSearch.SEARCH, "Search messages, told whole")
            .showing(RecallRoutes::whole),
        recompile(CONVERSATION + "/recompile"),
        agentRecompile(AGENT + "/recompile"),
        agentRecompile(AGENT + "/system-prompt/recompile"),
        Asked.get(AGENT + "/context", Prompts.CONTEXT, "Read what is in an agent's context"));
  }

  /** What was said in each, without what was thought and called. */
  private static List<Map<String, @Nullable Object>> listed(MessageSearch.Found found) {
    List<String> types =
        List.of("user_message", "assistant_message", "tool_return_message", "system_message");
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (MessageSearch.Match match : found.matches()) {
      for (Map<String, @Nullable Object> one : Telling.located(match.message(), types)) {
        one.put("score", match.score());
        one.put("vector_rank", match.vectorRank());
        one.put("fts_rank", match.ftsRank());
        all.add(one);
      }
    }
    return all;
  }

  private static List<Map<String, @Nullable Object>> whole(MessageSearch.Found found) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (MessageSearch.Match match : found.matches()) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("embedded_text", match.message().text());
      one.put("message", Telling.stored(match.message()));
      one.put("fts_rank", match.ftsRank());
      one.put("vector_rank", match.vectorRank());
      one.put("rrf_score", match.score());
      all.add(one);
    }
    return all;
  }

  private static Endpoint recompile(String path) {
    return Asked.post(path, Prompts.RECOMPILE_CONVERSATION, "Make a conversation's prompt anew")
        .withQuery("dry_run");
  }

  private static Endpoint agentRecompile(String path) {
    return Asked.post(path, Prompts.RECOMPILE, "Make an agent's system prompt anew")
        .withQuery("update_timestamp", "dry_run");
  }
}
