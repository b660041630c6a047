package io.thoth.memory.recall;

import io.thoth.memory.http.Asked;
import io.thoth.memory.http.Endpoint;
import java.util.List;

/** The routes by which clients send something to an agent. */
public final class TurnRoutes {
  private static final String OF_AGENT = "/v1/agents/{agent_id}/messages";
  private static final String AGENT = "/v1/agents/{agent_id}";
  private static final String CONVERSATION = "/v1/conversations/{conversation_id}";

  private static final String PREVIEW = "/preview-raw-payload";

  private TurnRoutes() {}

  public static List<Endpoint> endpoints() {
    return List.of(
        sent(OF_AGENT).hiding("conversation_id"),
        Asked.post(OF_AGENT + "/stream", Turns.STREAM, "Send messages; the answer is events")
            .showing(TurnJson::whole)
            .streaming(TurnJson::events),
        Asked.post(OF_AGENT + "/async", Turns.LATER, "Send messages; the answer is a run")
            .showing(TurnJson::run),
        sent(CONVERSATION + "/messages"),
        Asked.post("/api/agents/{agent_id}/messages", Turns.SAY, "Say something, as Thoth does")
            .showing(TurnJson::brief),
        Asked.post(OF_AGENT + "/cancel", Turns.CANCEL, "Cancel runs: none is active")
            .hiding("conversation_id"),
        Asked.post(CONVERSATION + "/cancel", Turns.CANCEL, "Cancel runs: none is active")
            .withQuery("agent_id"),
        Asked.post(CONVERSATION + "/stream", Turns.JOIN, "Join a run: none is active"),
        Asked.post(OF_AGENT + PREVIEW, Turns.PREVIEW, "Refused: no model's provider is asked")
            .hiding("conversation_id"),
        Asked.post(
            CONVERSATION + "/messages" + PREVIEW,
            Turns.PREVIEW,
            "Refused: no model's provider is asked"),
        Asked.post(AGENT + "/summarize", Turns.COMPACT, "Refused: nobody could summarise")
            .hiding("conversation_id"),
        Asked.post(CONVERSATION + "/compact", Turns.COMPACT, "Refused: nobody could summarise"));
  }

  private static Asked<Turns.Send, Turns.Sent> sent(String path) {
    return Asked.post(path, Turns.SEND, "Send messages, which are stored and not answered")
        .showing(TurnJson::whole)
        .streaming(sent -> sent.streamed() ? TurnJson.events(sent) : List.of());
  }
}
