package io.thoth.memory.identities;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.thoth.memory.agents.Agents;
import io.thoth.memory.bus.Operation;
import io.thoth.memory.core.Block;
import io.thoth.memory.core.Blocks;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Texts;
import io.thoth.memory.sql.Page;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The contract of identities: what can be asked of them and of what is theirs. */
public interface Identities {
  Operation<Create, Identity> CREATE =
      Operation.change("identities.create", Create.class, Identity.class);
  Operation<Create, Identity> UPSERT =
      Operation.change("identities.upsert", Create.class, Identity.class);
  Operation<Read, Identity> READ = Operation.read("identities.read", Read.class, Identity.class);
  Operation<Browse, Found> LIST = Operation.read("identities.list", Browse.class, Found.class);
  Operation<Everyone, Count> COUNT =
      Operation.read("identities.count", Everyone.class, Count.class);
  Operation<Update, Identity> UPDATE =
      Operation.change("identities.update", Update.class, Identity.class);
  Operation<Know, Identity> KNOW = Operation.change("identities.know", Know.class, Identity.class);
  Operation<Delete, Deleted> DELETE =
      Operation.change("identities.delete", Delete.class, Deleted.class);
  Operation<AgentLink, Linked> ATTACH_AGENT =
      Operation.change("identities.agent.attach", AgentLink.class, Linked.class);
  Operation<AgentLink, Linked> DETACH_AGENT =
      Operation.change("identities.agent.detach", AgentLink.class, Linked.class);
  Operation<BlockLink, Block> ATTACH_BLOCK =
      Operation.change("identities.block.attach", BlockLink.class, Block.class);
  Operation<BlockLink, Block> DETACH_BLOCK =
      Operation.change("identities.block.detach", BlockLink.class, Block.class);
  Operation<TheirAgents, Agents.Page> AGENTS =
      Operation.read("identities.agents", TheirAgents.class, Agents.Page.class);
  Operation<TheirBlocks, Blocks.Page> BLOCKS =
      Operation.read("identities.blocks", TheirBlocks.class, Blocks.Page.class);

  int LONGEST = 255;
  int MOST_LINKS = 1000;

  /**
   * An identity to be made. As an upsert it changes the one with this key in this project, if there
   * is one: lists that are given replace what was there.
   */
  record Create(
      String identifierKey,
      String name,
      String identityType,
      @Nullable String projectId,
      @Nullable List<String> agentIds,
      @Nullable List<String> blockIds,
      @Nullable List<IdentityProperty> properties) {
    public Create {
      identifierKey = Texts.line("identifier_key", identifierKey, LONGEST);
      name = Texts.line("name", name, LONGEST);
      projectId = projectId == null ? null : Texts.line("project_id", projectId, LONGEST);
      agentIds = ids("agent_ids", Id.AGENT, agentIds);
      blockIds = ids("block_ids", Id.BLOCK, blockIds);
      properties = IdentityProperty.kept(properties);
      identityType = type(identityType);
    }
  }

  record Read(String identityId) {
    public Read {
      Id.require("identity_id", Id.IDENTITY, identityId);
    }
  }

  /** The filters of a list; those that are absent let everything through. Newest first. */
  record Browse(
      @Nullable String name,
      @Nullable String projectId,
      @Nullable String identifierKey,
      @Nullable String identityType,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order,
      @Nullable String orderBy) {
    private static final int USUAL_PAGE = 50;

    public Browse {
      identityType = identityType == null ? null : type(identityType);
      onlyByCreation(orderBy);
    }

    Page page() {
      return Page.of(before, after, limit, USUAL_PAGE, Page.descending(order, true));
    }
  }

  record Found(@JsonValue List<Identity> identities) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Found {
      identities = List.copyOf(identities);
    }
  }

  record Everyone() {}

  record Count(@JsonValue long count) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Count {}
  }

  /** What to change; absent means as it is, and lists replace what was there. */
  record Update(
      String identityId,
      @Nullable String identifierKey,
      @Nullable String name,
      @Nullable String identityType,
      @Nullable List<String> agentIds,
      @Nullable List<String> blockIds,
      @Nullable List<IdentityProperty> properties) {
    public Update {
      Id.require("identity_id", Id.IDENTITY, identityId);
      identifierKey =
          identifierKey == null ? null : Texts.line("identifier_key", identifierKey, LONGEST);
      name = name == null ? null : Texts.line("name", name, LONGEST);
      identityType = identityType == null ? null : type(identityType);
      agentIds = ids("agent_ids", Id.AGENT, agentIds);
      blockIds = ids("block_ids", Id.BLOCK, blockIds);
      properties = IdentityProperty.kept(properties);
    }
  }

  /** Puts properties over those with the same keys; the others stay. */
  record Know(String identityId, List<IdentityProperty> properties) {
    public Know {
      Id.require("identity_id", Id.IDENTITY, identityId);
      properties = IdentityProperty.required(properties);
    }
  }

  /** Deletes an identity; its agents and blocks stay. */
  record Delete(String identityId) {
    public Delete {
      Id.require("identity_id", Id.IDENTITY, identityId);
    }
  }

  record Deleted(String id) {}

  /** Attaching what is attached, or detaching what is not, changes nothing. */
  record AgentLink(String agentId, String identityId) {
    public AgentLink {
      Id.require("agent_id", Id.AGENT, agentId);
      Id.require("identity_id", Id.IDENTITY, identityId);
    }
  }

  record Linked(String agentId, String identityId) {}

  /** Attaching what is attached, or detaching what is not, changes nothing. */
  record BlockLink(String blockId, String identityId) {
    public BlockLink {
      Id.require("block_id", Id.BLOCK, blockId);
      Id.require("identity_id", Id.IDENTITY, identityId);
    }
  }

  /** A page of the agents of an identity, with the relations that are wanted. */
  record TheirAgents(
      String identityId,
      @Nullable List<String> include,
      @Nullable String xStainlessPackageVersion,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order,
      @Nullable String orderBy) {
    public TheirAgents {
      Id.require("identity_id", Id.IDENTITY, identityId);
    }

    Agents.Browse browse() {
      return Agents.Browse.of(
          identityId, include, xStainlessPackageVersion, before, after, limit, order, orderBy);
    }
  }

  /** A page of the blocks of an identity, newest first. */
  record TheirBlocks(
      String identityId,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order,
      @Nullable String orderBy) {
    public TheirBlocks {
      Id.require("identity_id", Id.IDENTITY, identityId);
    }

    Blocks.Browse browse() {
      return Blocks.Browse.of(
          identityId, before, after, limit, order == null ? "desc" : order, orderBy);
    }
  }

  private static String type(@Nullable String type) {
    Set<String> types = Set.of("org", "user", "other");
    if (type == null || !types.contains(type)) {
      throw Fault.invalid("identity_type", "must be one of " + new TreeSet<>(types));
    }
    return type;
  }

  private static void onlyByCreation(@Nullable String orderBy) {
    if (orderBy != null && !orderBy.equals("created_at")) {
      throw Fault.invalid("order_by", "must be created_at");
    }
  }

  private static @Nullable List<String> ids(
      String field, String kind, @Nullable List<String> given) {
    if (given == null) {
      return null;
    }
    given.forEach(id -> Id.require(field, kind, id));
    if (given.size() > MOST_LINKS) {
      throw Fault.invalid(field, "must be at most " + MOST_LINKS);
    }
    return given.stream().distinct().sorted().toList();
  }
}
