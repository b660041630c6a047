package io.thoth.memory.agents;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.thoth.memory.bus.Operation;
import io.thoth.memory.core.Block;
import io.thoth.memory.core.Blocks;
import io.thoth.memory.id.Id;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The contract of agents: what can be asked of them, their blocks' links and all tags. */
public interface Agents {
  Operation<Create, AgentState> CREATE =
      Operation.change("agents.create", Create.class, AgentState.class);
  Operation<Read, AgentState> READ = Operation.read("agents.read", Read.class, AgentState.class);
  Operation<Browse, Page> LIST =
      Operation.read("agents.list", Browse.class, Page.class).narrowing();
  Operation<Browse, Blocks.Count> COUNT =
      Operation.read("agents.count", Browse.class, Blocks.Count.class).narrowing();
  Operation<Update, AgentState> UPDATE =
      Operation.change("agents.update", Update.class, AgentState.class);
  Operation<Delete, Deleted> DELETE =
      Operation.change("agents.delete", Delete.class, Deleted.class);
  Operation<OfAgent, Blocks.Page> BLOCKS =
      Operation.read("agents.blocks", OfAgent.class, Blocks.Page.class);
  Operation<Link, AgentState> ATTACH_BLOCK =
      Operation.change("agents.block.attach", Link.class, AgentState.class);
  Operation<Link, AgentState> DETACH_BLOCK =
      Operation.change("agents.block.detach", Link.class, AgentState.class);
  Operation<TagsLike, Tags> TAGS = Operation.read("agents.tags", TagsLike.class, Tags.class);

  record Create(AgentFields body) {}

  /**
   * One agent and those of its relations that are wanted. The official SDKs name themselves in a
   * header and get only what {@code include} lists; other clients get everything, unless {@code
   * view} is {@code basic}.
   */
  record Read(
      String agentId,
      @Nullable List<String> include,
      @Nullable String view,
      @Nullable String xStainlessPackageVersion) {
    public Read {
      Id.require("agent_id", Id.AGENT, agentId);
    }

    Relations relations() {
      return Relations.of(include, null, view, xStainlessPackageVersion);
    }
  }

  /** The filters of a list of agents; those that are absent let everything through. */
  record Browse(
      @Nullable String name,
      @Nullable String queryText,
      @Nullable List<String> tags,
      @Nullable Boolean matchAllTags,
      @Nullable String blockId,
      @Nullable String archiveId,
      @Nullable String identityId,
      @Nullable List<String> identifierKeys,
      @Nullable String projectId,
      @Nullable String templateId,
      @Nullable String baseTemplateId,
      @Nullable String createdById,
      @Nullable String lastStopReason,
      @Nullable Boolean showHiddenAgents,
      @Nullable List<String> include,
      @Nullable List<String> includeRelationships,
      @Nullable String view,
      @Nullable String xStainlessPackageVersion,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order,
      @Nullable String orderBy,
      @Nullable Boolean ascending,
      @Nullable String sortBy) {
    public Browse {
      Id.allow("block_id", Id.BLOCK, blockId);
      Id.allow("archive_id", Id.ARCHIVE, archiveId);
    }

    /** Every agent, hidden ones too, without relations; the first page. */
    public static Browse everything() {
      return page(null, 1);
    }

    /** The agents after {@code after} in the order they were made, hidden ones too. */
    public static Browse page(@Nullable String after, int limit) {
      return new Browse(
          null, null, null, null, null, null, null, null, null, null, null, null, null, true, null,
          null, "basic", null, null, after, limit, "asc", null, null, null);
    }

    /** The agents of an identity, hidden ones too. */
    public static Browse of(
        String identityId,
        @Nullable List<String> include,
        @Nullable String xStainlessPackageVersion,
        @Nullable String before,
        @Nullable String after,
        @Nullable Integer limit,
        @Nullable String order,
        @Nullable String orderBy) {
      return new Browse(
          null,
          null,
          null,
          null,
          null,
          null,
          identityId,
          null,
          null,
          null,
          null,
          null,
          null,
          true,
          include,
          null,
          null,
          xStainlessPackageVersion,
          before,
          after,
          limit,
          order,
          orderBy,
          null,
          null);
    }

    Relations relations() {
      return Relations.of(include, includeRelationships, view, xStainlessPackageVersion);
    }
  }

  record Update(String agentId, AgentFields body) {
    public Update {
      Id.require("agent_id", Id.AGENT, agentId);
    }
  }

  record Delete(String agentId) {
    public Delete {
      Id.require("agent_id", Id.AGENT, agentId);
    }
  }

  record Deleted(String id) {}

  /** The blocks of an agent, by block id. */
  record OfAgent(
      String agentId,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order) {
    private static final int USUAL_PAGE = 100;

    public OfAgent {
      Id.require("agent_id", Id.AGENT, agentId);
      Id.allow("before", Id.BLOCK, before);
      Id.allow("after", Id.BLOCK, after);
    }

    io.thoth.memory.sql.Page page() {
      boolean descending = io.thoth.memory.sql.Page.descending(order, true);
      return io.thoth.memory.sql.Page.of(before, after, limit, USUAL_PAGE, descending);
    }
  }

  record Link(String agentId, String blockId) {
    public Link {
      Id.require("agent_id", Id.AGENT, agentId);
      Id.require("block_id", Id.BLOCK, blockId);
    }
  }

  /**
   * An agent with those of its relations that were wanted; the others are empty.
   *
   * @param messageIds of the messages in its context, the system message first
   * @param related what other features keep beside the agent, by their field, as JSON objects
   */
  record AgentState(
      Agent agent,
      List<Block> blocks,
      Relations relations,
      @Nullable List<String> messageIds,
      @Nullable Map<String, List<Map<String, Object>>> related) {
    public AgentState {
      blocks = List.copyOf(blocks);
      messageIds = messageIds == null ? List.of() : List.copyOf(messageIds);
      related = related == null ? Map.of() : Map.copyOf(related);
    }

    /** What the agent has of this relation. */
    List<Map<String, Object>> related(String field) {
      return Objects.requireNonNull(related).getOrDefault(field, List.of());
    }
  }

  record Page(@JsonValue List<AgentState> agents) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Page {
      agents = List.copyOf(agents);
    }
  }

  /** Tags of agents and blocks, in alphabetical order; a cursor is a tag. */
  record TagsLike(
      @Nullable String name,
      @Nullable String queryText,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order) {}

  record Tags(@JsonValue List<String> tags) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Tags {
      tags = List.copyOf(tags);
    }
  }
}
