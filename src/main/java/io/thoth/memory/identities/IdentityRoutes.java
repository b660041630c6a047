package io.thoth.memory.identities;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thoth.memory.agents.AgentJson;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.http.Asked;
import io.thoth.memory.http.Direct;
import io.thoth.memory.http.Endpoint;
import io.thoth.memory.http.Incoming;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Json;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The routes of identities. */
public final class IdentityRoutes {
  private static final String IDENTITIES = "/v1/identities/";
  private static final String IDENTITY = "/v1/identities/{identity_id}";
  private static final String OF_AGENT = "/v1/agents/{agent_id}/identities/";
  private static final String OF_BLOCK = "/v1/blocks/{block_id}/identities/";

  private IdentityRoutes() {}

  public static List<Endpoint> endpoints() {
    return List.of(
        Asked.get(IDENTITIES, Identities.LIST, "List identities"),
        Asked.post(IDENTITIES, Identities.CREATE, "Create an identity"),
        Asked.put(IDENTITIES, Identities.UPSERT, "Create an identity or change that of its key"),
        Asked.get(IDENTITIES + "count", Identities.COUNT, "Count identities"),
        Asked.get(IDENTITY, Identities.READ, "Read an identity"),
        Asked.patch(IDENTITY, Identities.UPDATE, "Change an identity"),
        Asked.delete(IDENTITY, Identities.DELETE, "Delete an identity; its agents and blocks stay")
            .showing(_ -> null),
        Asked.get(IDENTITY + "/agents", Identities.AGENTS, "List the agents of an identity")
            .showing(AgentJson::page),
        Asked.get(IDENTITY + "/blocks", Identities.BLOCKS, "List the blocks of an identity"),
        Asked.patch(
                OF_AGENT + "attach/{identity_id}",
                Identities.ATTACH_AGENT,
                "Make an agent an identity's")
            .showing(_ -> null),
        Asked.patch(
                OF_AGENT + "detach/{identity_id}",
                Identities.DETACH_AGENT,
                "Take an agent from an identity")
            .showing(_ -> null),
        Asked.patch(
            OF_BLOCK + "attach/{identity_id}",
            Identities.ATTACH_BLOCK,
            "Make a block an identity's"),
        Asked.patch(
            OF_BLOCK + "detach/{identity_id}",
            Identities.DETACH_BLOCK,
            "Take a block from an identity"));
  }

  /** The one whose body is an array, and so no question by itself. */
  public static Endpoint properties(Bus bus) {
    return Direct.put(
        IDENTITY + "/properties",
        "Put properties over an identity's",
        context -> know(bus, context));
  }

  private static void know(Bus bus, RoutingContext context) {
    ObjectNode question = JsonNodeFactory.instance.objectNode();
    // Before the body, whose fields are looked at first.
    String id = Id.require("identity_id", Id.IDENTITY, context.pathParam("identity_id"));
    question.put("identity_id", id);
    Incoming.body(context)
        .map(body -> Json.parse(body.getBytes()))
        .ifPresent(all -> question.set("properties", all));
    bus.ask(
            Identities.KNOW,
            Json.convert(question, Identities.Know.class),
            Incoming.changing(context))
        .onSuccess(
            _ -> context.response().putHeader("Content-Type", "application/json").end("null"))
        .onFailure(context::fail);
  }
}
