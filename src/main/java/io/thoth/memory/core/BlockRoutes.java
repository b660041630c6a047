package io.thoth.memory.core;

import io.thoth.memory.bus.Operation;
import io.thoth.memory.http.Asked;
import io.thoth.memory.http.Endpoint;
import java.util.List;
import java.util.function.Function;

/** The routes of core memory. */
public final class BlockRoutes {
  private static final String BLOCK = "/v1/blocks/{block_id}";
  private static final String AGENT_BLOCK =
      "/v1/agents/{agent_id}/core-memory/blocks/{block_label}";

  private BlockRoutes() {}

  public static List<Endpoint> endpoints() {
    return List.of(
        tagged(Asked.post("/v1/blocks/", Blocks.CREATE, "Create a block")),
        Asked.get("/v1/blocks/", Blocks.LIST, "List blocks"),
        Asked.get("/v1/blocks/count", Blocks.COUNT, "Count blocks"),
        tagged(ofBlock(Asked.get(BLOCK, Blocks.READ, "Read a block, now or as of a time"))),
        tagged(ofAgent(Asked.get(AGENT_BLOCK, Blocks.READ, "Read an agent's block by label"))),
        update(ofBlock(Asked.patch(BLOCK, Blocks.UPDATE, "Change a block"))),
        update(ofAgent(Asked.patch(AGENT_BLOCK, Blocks.UPDATE, "Change an agent's block"))),
        Asked.delete(BLOCK, Blocks.DELETE, "Delete a block and take it from every agent")
            .showing(_ -> null)
            .toldBy(Blocks.READ, q -> byId(q.blockId())),
        ofBlock(edit(BLOCK + "/append", Blocks.APPEND, q -> read(q.name()), "Append to a block")),
        ofAgent(
            edit(
                AGENT_BLOCK + "/append",
                Blocks.APPEND,
                q -> read(q.name()),
                "Append to an agent's block")),
        ofBlock(
            edit(BLOCK + "/replace", Blocks.REPLACE, q -> read(q.name()), "Replace in a block")),
        ofAgent(
            edit(
                AGENT_BLOCK + "/replace",
                Blocks.REPLACE,
                q -> read(q.name()),
                "Replace in an agent's block")),
        ofBlock(
            edit(
                BLOCK + "/insert",
                Blocks.INSERT,
                q -> read(q.name()),
                "Insert lines into a block")),
        ofAgent(
            edit(
                AGENT_BLOCK + "/insert",
                Blocks.INSERT,
                q -> read(q.name()),
                "Insert lines into an agent's block")),
        edit(BLOCK + "/undo", Blocks.UNDO, q -> byId(q.blockId()), "Go back to a version"),
        Asked.get(BLOCK + "/history", Blocks.HISTORY, "List the versions of a block"),
        Asked.get(BLOCK + "/history/{version}", Blocks.VERSION, "Read one version of a block"),
        Asked.get(BLOCK + "/diff", Blocks.DIFF, "Compare two versions of a block"));
  }

  private static Asked<Blocks.Update, Block> update(Asked<Blocks.Update, Block> endpoint) {
    return tagged(endpoint).toldBy(Blocks.READ, question -> read(question.name()));
  }

  private static <Q extends Record> Asked<Q, Block> edit(
      String path,
      Operation<Q, Block> operation,
      Function<Q, Blocks.Read> current,
      String summary) {
    return tagged(Asked.post(path, operation, summary)).toldBy(Blocks.READ, current);
  }

  private static <Q extends Record> Asked<Q, Block> tagged(Asked<Q, Block> endpoint) {
    return endpoint.tagged(Block::version);
  }

  private static <Q extends Record, A extends Record> Asked<Q, A> ofBlock(Asked<Q, A> endpoint) {
    return endpoint.hiding("agent_id", "block_label");
  }

  private static <Q extends Record, A extends Record> Asked<Q, A> ofAgent(Asked<Q, A> endpoint) {
    return endpoint.hiding("block_id");
  }

  private static Blocks.Read byId(String blockId) {
    return new Blocks.Read(blockId, null, null, null);
  }

  private static Blocks.Read read(Blocks.Name name) {
    return new Blocks.Read(name.blockId(), name.agentId(), name.blockLabel(), null);
  }
}
