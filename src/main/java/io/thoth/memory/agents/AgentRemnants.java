package io.thoth.memory.agents;

import io.thoth.memory.removal.Departures;
import io.thoth.memory.removal.TableRemnants;
import io.thoth.memory.sql.Sql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How agents are deleted: which tables hold something of them. */
public final class AgentRemnants {
  /** Links, by which an agent would still be seen from elsewhere, and the one row of its recall. */
  private static final List<String> SMALL =
      List.of(
          "agent_archive",
          "agent_file",
          "agent_folder",
          "agent_tag",
          "agent_tool",
          "identity_agent",
          "recall");

  /** What an agent may have any number of, and a key of each. */
  private static final Map<String, String> LARGE = new LinkedHashMap<>();

  static {
    LARGE.put("message", "tenant, agent_id, sequence");
    LARGE.put("run", "tenant, id");
    LARGE.put("conversation", "tenant, id");
  }

  private AgentRemnants() {}

  public static Departures departures(Sql sql) {
    return new Departures(sql, "agent", rows());
  }

  public static TableRemnants rows() {
    return new TableRemnants("agent", "agent_id", SMALL, LARGE);
  }
}
