package io.thoth.memory.archival;

import io.thoth.memory.http.Asked;
import io.thoth.memory.http.Endpoint;
import java.util.List;
import java.util.Map;

/** The routes of archival memory. */
public final class ArchivalRoutes {
  private static final String ARCHIVE = "/v1/archives/{archive_id}";
  private static final String IN_ARCHIVE = ARCHIVE + "/passages";
  private static final String ONE_IN_ARCHIVE = IN_ARCHIVE + "/{passage_id}";
  private static final String AGENT_LINK = "/v1/agents/{agent_id}/archives/";
  private static final String OF_AGENT = "/v1/agents/{agent_id}/archival-memory";
  private static final String ONE_OF_AGENT = OF_AGENT + "/{passage_id}";

  /** Where Thoth looks for it. */
  private static final String ELSEWHERE = "/v1/agents/{agent_id}/archival";

  private ArchivalRoutes() {}

  public static List<Endpoint> endpoints() {
    return List.of(
        Asked.post("/v1/archives/", Archives.CREATE, "Create an archive"),
        Asked.get("/v1/archives/", Archives.LIST, "List archives"),
        Asked.get(ARCHIVE, Archives.READ, "Read an archive"),
        Asked.patch(ARCHIVE, Archives.UPDATE, "Change an archive"),
        Asked.delete(ARCHIVE, Archives.DELETE, "Delete an archive with its passages").withoutBody(),
        link("attach", "Give an agent an archive"),
        link("detach", "Take an archive from an agent"),
        ofArchive(Asked.post(IN_ARCHIVE, Passages.CREATE, "Store a passage in an archive")),
        Asked.post(IN_ARCHIVE + "/batch", Passages.BATCH, "Store passages, all or none"),
        ofArchive(Asked.get(IN_ARCHIVE, Passages.LIST, "List the passages of an archive"))
            .hiding("ascending"),
        Asked.get(ONE_IN_ARCHIVE, Passages.READ, "Read a passage with its vector"),
        ofArchive(Asked.patch(ONE_IN_ARCHIVE, Passages.UPDATE, "Change a passage")),
        ofArchive(Asked.delete(ONE_IN_ARCHIVE, Passages.DELETE, "Delete a passage")).withoutBody(),
        Asked.post(OF_AGENT, Passages.CREATE, "Store a passage for an agent")
            .showing(passage -> List.of(passage)),
        Asked.get(OF_AGENT, Passages.LIST, "List the passages of an agent").hiding("order"),
        Asked.get(OF_AGENT + "/search", Passages.SEARCH, "Search the passages of an agent"),
        Asked.patch(ONE_OF_AGENT, Passages.UPDATE, "Change a passage of an agent")
            .hiding("archive_id"),
        ofAgent(ONE_OF_AGENT, "Delete a passage of an agent"),
        Asked.post(ELSEWHERE, Passages.SAY, "Store a passage for an agent, as Thoth does")
            .showing(passage -> List.of(passage)),
        ofAgent(ELSEWHERE + "/{passage_id}", "Delete a passage of an agent, as Thoth does"),
        Asked.post("/v1/passages/search", Passages.FIND, "Search all passages"));
  }

  private static Endpoint link(String verb, String summary) {
    return Asked.patch(
            AGENT_LINK + verb + "/{archive_id}",
            verb.equals("attach") ? Archives.ATTACH : Archives.DETACH,
            summary)
        .showing(_ -> null);
  }

  private static Endpoint ofAgent(String path, String summary) {
    return Asked.delete(path, Passages.DELETE, summary)
        .hiding("archive_id")
        .showing(ArchivalRoutes::deleted);
  }

  private static Map<String, String> deleted(Passages.Deleted deleted) {
    return Map.of("message", "Memory id=" + deleted.id() + " successfully deleted");
  }

  private static <Q extends Record, A extends Record> Asked<Q, A> ofArchive(Asked<Q, A> endpoint) {
    return endpoint.hiding("agent_id");
  }
}
