package io.thoth.memory.agents;

import io.thoth.memory.fault.Fault;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which relations of an agent an answer carries.
 *
 * @param others those that other features keep, by their field in an agent
 */
public record Relations(
    boolean blocks, boolean tags, boolean secrets, @Nullable List<String> others) {
  private static final List<String> OTHERS = List.of("tools", "sources", "identities");

  /** When none is asked for by name: whoever reads or changes an agent need not see its secrets. */
  static final Relations USUAL = new Relations(true, true, false, OTHERS);

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

  public Relations {
    others = others == null ? List.of() : List.copyOf(others);
  }

  /** Whether the relation that another feature keeps in this field is wanted. */
  boolean wants(String field) {
    return Objects.requireNonNull(others).contains(field);
  }

  static Relations of(
      @Nullable List<String> include,
      @Nullable List<String> older,
      @Nullable String view,
      @Nullable String sdk) {
    Set<String> wanted = new HashSet<>();
    wanted.addAll(known("include", include, NAMES));
    wanted.addAll(known("include_relationships", older, OLDER));
    if (sdk == null && include == null && older == null && !"basic".equals(view)) {
      return USUAL;
    }
    return new Relations(
        wanted.contains("agent.blocks") || wanted.contains("memory"),
        wanted.contains("agent.tags") || wanted.contains("tags"),
        wanted.contains("agent.secrets") || wanted.contains("tool_exec_environment_variables"),
        OTHERS.stream()
            .filter(name -> wanted.contains(name) || wanted.contains("agent." + name))
            .toList());
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
