package io.thoth.memory.identities;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.json.Times;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One identity, in the shape clients see.
 *
 * @param identifierKey what the client calls it, unique in its project
 * @param identityType one of {@code org}, {@code user} and {@code other}
 * @param agentIds the agents that are its, by id
 * @param blockIds the blocks that are its, by id
 * @param version from 1, one more with every change but those of its links
 */
public record Identity(
    String id,
    String identifierKey,
    String name,
    String identityType,
    @Nullable String projectId,
    List<String> agentIds,
    List<String> blockIds,
    List<IdentityProperty> properties,
    String createdById,
    String lastUpdatedById,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  public Identity {
    agentIds = List.copyOf(agentIds);
    blockIds = List.copyOf(blockIds);
    properties = List.copyOf(properties);
  }

  /** A new one without its links. */
  static Identity made(Caller caller, String id, Identities.Create asked) {
    Instant now = Times.now();
    return new Identity(
        id,
        asked.identifierKey(),
        asked.name(),
        asked.identityType(),
        asked.projectId(),
        List.of(),
        List.of(),
        asked.properties() == null ? List.of() : asked.properties(),
        caller.actor(),
        caller.actor(),
        1,
        now,
        now);
  }

  /** The same with these links. */
  Identity with(List<String> agents, List<String> blocks) {
    return new Identity(
        id,
        identifierKey,
        name,
        identityType,
        projectId,
        agents,
        blocks,
        properties,
        createdById,
        lastUpdatedById,
        version,
        createdAt,
        updatedAt);
  }

  /** What it is after a change of what is said of it. */
  Identity then(
      String key,
      String newName,
      String type,
      List<IdentityProperty> known,
      String actor,
      Instant at) {
    return new Identity(
        id,
        key,
        newName,
        type,
        projectId,
        agentIds,
        blockIds,
        known,
        createdById,
        actor,
        version + 1,
        createdAt,
        at);
  }
}
