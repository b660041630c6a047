package io.thoth.memory.letta;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.id.Id;
import java.util.HashSet;
import java.util.Set;

/**
 * One import from a running Letta into a database. Runs on the calling thread, which may block for
 * as long as there is something to carry. Can be ended at any moment, also by a kill, and run
 * again.
 */
public final class LettaImport {
  private final OldServer server;
  private final Landing landing;
  private final Progress progress;

  public LettaImport(OldServer server, Landing landing, Progress progress) {
    this.server = server;
    this.landing = landing;
    this.progress = progress;
  }

  /**
   * Answers what was carried.
   *
   * @throws LettaProblem when the other side cannot be read any further
   * @throws io.thoth.memory.fault.Fault when this side takes no more, such as over a quota
   */
  public Report run() {
    try (LettaClient client = new LettaClient(server, progress)) {
      Tally tally = new Tally();
      Move move = new Move(client, new Pages(client), landing, tally, new Steps(progress));
      String agents =
          counted(move, "/v1/agents/count?show_hidden_agents=true"); // also the password
      if (server.user() != null) {
        requireUser(move, server.user());
      }
      run(move, agents);
      return tally.report();
    }
  }

  /** A Letta takes a user that it does not know for its default one. */
  private static void requireUser(Move move, String user) {
    Set<String> users = new HashSet<>();
    boolean offered =
        move.pages()
            .each(
                "/v1/admin/users/",
                Id.USER,
                null,
                page -> page.forEach(one -> users.add(one.id(Id.USER))));
    if (!offered) {
      move.tally().notOffered("GET /v1/admin/users/");
    } else if (!users.contains(user)) {
      throw new LettaProblem(
          "the old server has no " + user + ": it would answer with what its default user has");
    }
  }

  private static void run(Move move, String agents) {
    ToolImport tools = new ToolImport(move);
    BlockImport blocks = new BlockImport(move);
    IdentityImport identities = new IdentityImport(move);
    ArchiveImport archives = new ArchiveImport(move);
    PassageImport passages = new PassageImport(move, archives);
    move.steps().at("tools, blocks, identities and archives");
    tools.run();
    blocks.run();
    identities.run();
    archives.run();
    new AgentImport(move, tools, blocks, identities, passages).run(agents);
    new OrphanImport(move, archives, passages).run();
    new NotCarried(move).run();
  }

  /** Only told, so it need not be there. */
  private static String counted(Move move, String path) {
    return move.client()
        .get(path)
        .filter(JsonNode::isIntegralNumber)
        .map(JsonNode::asText)
        .orElse("several");
  }
}
