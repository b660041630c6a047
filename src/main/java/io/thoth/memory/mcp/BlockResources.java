package io.thoth.memory.mcp;

import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ListResourcesResult;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.thoth.memory.agents.Agents;
import io.thoth.memory.agents.Agents.AgentState;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.core.Block;
import io.thoth.memory.core.Blocks;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Blocks as resources: {@code memory://agents/<agent id>/blocks/<label>}, percent-encoded. */
final class BlockResources implements Resources {
  private static final String TEMPLATE = "memory://agents/{agent_id}/blocks/{label}";
  private static final Pattern URI = Pattern.compile("memory://agents/([^/]+)/blocks/([^/]+)");
  private static final int AGENTS_PER_PAGE = 50;
  private static final int MOST_BLOCKS = 1_000;

  private final Bus bus;

  BlockResources(Bus bus) {
    this.bus = bus;
  }

  @Override
  public List<SyncResourceTemplateSpecification> templates() {
    ResourceTemplate template =
        ResourceTemplate.builder()
            .uriTemplate(TEMPLATE)
            .name("block")
            .title("Memory block")
            .description("What an agent always knows, by label.")
            .mimeType("text/plain")
            .build();
    return List.of(
        new SyncResourceTemplateSpecification(
            template, (context, request) -> read(Peer.of(context), request.uri())));
  }

  /**
   * The blocks of the peer's agent; without one those of all agents, page by page.
   *
   * @param cursor the last agent of the page before
   */
  @Override
  public ListResourcesResult list(Peer peer, @Nullable String cursor) {
    if (peer.agentId().isPresent()) {
      String agent = peer.agentId().get();
      Agents.OfAgent all = new Agents.OfAgent(agent, null, null, MOST_BLOCKS, null);
      List<Block> blocks = bus.call(Agents.BLOCKS, all, peer.caller()).blocks();
      return new ListResourcesResult(resources(agent, agent, blocks), null);
    }
    List<AgentState> page = bus.call(Agents.LIST, withBlocks(cursor), peer.caller()).agents();
    List<Resource> resources =
        page.stream()
            .flatMap(
                state ->
                    resources(state.agent().id(), state.agent().name(), state.blocks()).stream())
            .toList();
    boolean more = page.size() == AGENTS_PER_PAGE;
    return new ListResourcesResult(resources, more ? page.getLast().agent().id() : null);
  }

  private static Agents.Browse withBlocks(@Nullable String after) {
    return new Agents.Browse(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        true,
        List.of("agent.blocks"),
        null,
        null,
        null,
        null,
        after,
        AGENTS_PER_PAGE,
        "asc",
        null,
        null,
        null);
  }

  private static List<Resource> resources(String agentId, String agent, List<Block> blocks) {
    return blocks.stream().map(block -> resource(agentId, agent, block)).toList();
  }

  private static Resource resource(String agentId, String agent, Block block) {
    String description = block.description();
    return Resource.builder()
        .uri(uri(agentId, block.label()))
        .name(block.label())
        .title(block.label() + " of " + agent)
        .description(description == null ? "A block of memory" : description)
        .mimeType("text/plain")
        .size((long) block.value().getBytes(StandardCharsets.UTF_8).length)
        .build();
  }

  static String uri(String agentId, String label) {
    String escaped = URLEncoder.encode(label, StandardCharsets.UTF_8).replace("+", "%20");
    return TEMPLATE.replace("{agent_id}", agentId).replace("{label}", escaped);
  }

  private ReadResourceResult read(Peer peer, String uri) {
    Matcher parts = URI.matcher(uri);
    if (!parts.matches()) {
      throw McpError.RESOURCE_NOT_FOUND.apply(uri);
    }
    try {
      String agent = peer.agent(Optional.of(parts.group(1)));
      String label = URLDecoder.decode(parts.group(2).replace("+", "%2B"), StandardCharsets.UTF_8);
      Blocks.Read question = new Blocks.Read(null, agent, label, null);
      Block block = bus.call(Blocks.READ, question, peer.caller());
      return new ReadResourceResult(
          List.of(new TextResourceContents(uri, "text/plain", block.value())));
    } catch (IllegalArgumentException e) {
      throw McpError.RESOURCE_NOT_FOUND.apply(uri);
    } catch (Fault fault) {
      throw fault.kind() == FaultKind.NOT_FOUND || fault.kind() == FaultKind.INVALID
          ? McpError.RESOURCE_NOT_FOUND.apply(uri)
          : fault;
    }
  }
}
