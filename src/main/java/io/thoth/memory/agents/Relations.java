package io.thoth.memory.agents;

import io.thoth.memory.fault.Fault;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which relations of an agent an answer carries. */
public record Relations(boolean blocks, boolean tags, boolean secrets) {
  static final Relations ALL = new Relations(true, true, true);
  private static final Set<String> NAMES =
      Set.of(
          "agent.blocks",
          "agent.identities",
          "agent.managed_group",
          "agent.pending_approval",
          "agent.secrets",
          "agent.sources",
          "agent.tags",
          "agent.tools");

  /** The older names of the same relations. */
  private static final Set<String> OLDER =
      Set.of(
          "memory",
          "identities",
          "multi_agent_group",
          "sources",
          "tags",
          "tools",
          "tool_exec_environment_variables");

  static Relations of(
      @Nullable List<String> include,
      @Nullable List<String> older,
      @Nullable String view,
      @Nullable String sdk) {
    Set<String> wanted = new HashSet<>();
    wanted.addAll(known("include", include, NAMES));
    wanted.addAll(known("include_relationships", older, OLDER));
    if (sdk == null && include == null && older == null && !"basic".equals(view)) {
      return ALL;
    }
    return new Relations(
        wanted.contains("agent.blocks") || wanted.contains("memory"),
        wanted.contains("agent.tags") || wanted.contains("tags"),
        wanted.contains("agent.secrets") || wanted.contains("tool_exec_environment_variables"));
  }

  private static List<String> known(
      String field, @Nullable List<String> names, Set<String> allowed) {
    List<String> given = names == null ? List.of() : names;
    for (String name : given) {
      if (!allowed.contains(name)) {
        throw Fault.invalid(field, "must be of " + new TreeSet<>(allowed));
      }
    }
    return given;
  }
}
