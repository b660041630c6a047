package io.thoth.memory.agents;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What clients keep secret with an agent: it stays in its row, and is told to who asks for it. */
public final class AgentSecrets {
  private static final List<String> NAMES = List.of("secrets", "tool_exec_environment_variables");

  private AgentSecrets() {}

  /** The agent with secrets that have names only: for what outlives it or leaves the house. */
  public static Agent emptied(Agent agent) {
    if (NAMES.stream().noneMatch(agent.settings()::containsKey)) {
      return agent;
    }
    Map<String, Object> settings = new LinkedHashMap<>(agent.settings());
    NAMES.forEach(name -> settings.computeIfPresent(name, (_, secrets) -> emptied(secrets)));
    return agent.with(settings, agent.lastUpdatedById(), agent.version(), agent.updatedAt());
  }

  /** These secrets with names only; null for what are none. */
  public static @Nullable Object emptied(@Nullable Object secrets) {
    if (!(secrets instanceof Map<?, ?> map)) {
      return null;
    }
    Map<String, String> empty = new TreeMap<>();
    map.keySet().forEach(key -> empty.put(String.valueOf(key), ""));
    return empty;
  }
}
