package io.thoth.memory.groups;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.thoth.memory.bus.Operation;
import io.thoth.memory.id.Id;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contract of groups, of which there are none. */
public interface Groups {
  Operation<Browse, Found> LIST = Operation.read("groups.list", Browse.class, Found.class);
  Operation<OfAgent, Found> OF_AGENT = Operation.read("groups.agent", OfAgent.class, Found.class);
  Operation<Create, Found> CREATE = Operation.read("groups.create", Create.class, Found.class);
  Operation<Read, Found> READ = Operation.read("groups.read", Read.class, Found.class);

  record Browse(
      @Nullable String managerType,
      @Nullable String projectId,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order,
      @Nullable String orderBy) {}

  record OfAgent(
      String agentId,
      @Nullable String managerType,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order,
      @Nullable String orderBy) {
    public OfAgent {
      Id.require("agent_id", Id.AGENT, agentId);
    }
  }

  record Found(@JsonValue List<Map<String, Object>> groups) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Found {
      groups = List.copyOf(groups);
    }
  }

  record Create(@Nullable List<String> agentIds, @Nullable String description) {}

  record Read(String groupId) {
    public Read {
      Id.require("group_id", Id.GROUP, groupId);
    }
  }
}
