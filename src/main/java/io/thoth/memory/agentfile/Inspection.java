package io.thoth.memory.agentfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thoth.memory.agents.AgentArrivals;
import io.thoth.memory.agents.AgentFields;
import io.thoth.memory.archival.ArchiveArrivals;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.BlockArrivals;
import io.thoth.memory.core.NewBlock;
import io.thoth.memory.json.Json;
import io.thoth.memory.tools.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes through a whole file before anything of it is written, and plans what it becomes. */
final class Inspection {
  private final AgentFiles.Import asked;
  private final Caller caller;
  private final AgentArrivals arrivals;
  private final FileIds ids = new FileIds();

  /** Agents, blocks and archives as they came, by the file's ids. */
  private final Map<String, ObjectNode> agents = new LinkedHashMap<>();

  private final Map<String, AgentFields> fields = new HashMap<>();
  private final Map<String, NewBlock> blocks = new LinkedHashMap<>();
  private final Map<String, Tool> tools = new LinkedHashMap<>();
  private final Map<String, ArchiveArrivals.Arriving> archives = new LinkedHashMap<>();
  private final Map<String, JsonNode> besideAgents = new HashMap<>();
  private final Map<String, JsonNode> besideBlocks = new HashMap<>();

  /** The versions of each block: how far they reach, and what made the last of them. */
  private final Map<String, BlockArrivals.Standing> versions = new HashMap<>();

  private @Nullable String open;

  private Inspection(AgentFiles.Import asked, Caller caller, AgentArrivals arrivals) {
    this.asked = asked;
    this.caller = caller;
    this.arrivals = arrivals;
  }

  /** The plan; a fault {@code UNACCEPTABLE} that names the place when there can be none. */
  static Plan of(Path file, AgentFiles.Import asked, Caller caller, AgentArrivals arrivals) {
    Inspection inspection = new Inspection(asked, caller, arrivals);
    Set<String> sections = inspection.scan(file);
    Formats.require(sections);
    inspection.ids.settle();
    return inspection.plan(sections);
  }

  private Set<String> scan(Path file) {
    FileScan scan =
        new FileScan(file)
            .resting()
            .on("agents", this::agent)
            .on(FileScan.AGENT_MESSAGES, this::agentMessage)
            .on("blocks", this::block)
            .on("tools", this::tool)
            .on("groups", this::group)
            .on("sources", (place, item, _) -> ids.declare(place, "source", item))
            .on("files", this::file)
            .on("mcp_servers", (place, item, _) -> ids.declare(place, "mcp_server", item))
            .on("thoth", this::beside)
            .on("block_versions", this::version)
            .on("archives", this::archive)
            .on("passages", this::passage)
            .on("conversations", this::conversation)
            .on("messages", this::message);
    return scan.run();
  }

  private void agent(String place, ObjectNode item, int owner) {
    Formats.requireFlat(place, item);
    String id = ids.declare(place, "agent", item);
    ids.referAll(place + ".tool_ids", "tool", item.get("tool_ids"));
    ids.referAll(place + ".block_ids", "block", item.get("block_ids"));
    ids.referAll(place + ".source_ids", "source", item.get("source_ids"));
    ids.referAll(place + ".folder_ids", "source", item.get("folder_ids"));
    ids.referAll(place + ".group_ids", "group", item.get("group_ids"));
    String context = place + ".in_context_message_ids";
    ids.referAll(context, "message", item.get("in_context_message_ids"));
    if (item.path("files_agents").isArray()) {
      int i = 0;
      for (JsonNode link : item.get("files_agents")) {
        ids.refer(place + ".files_agents[" + i++ + "].file_id", "file", link.get("file_id"));
      }
    }
    agents.put(id, item);
    fields.put(id, FileItems.agent(place, item, asked));
  }

  private void agentMessage(String place, ObjectNode item, int owner) {
    ids.declare(place, "message", item);
    if (item.hasNonNull("agent_id")) {
      ids.refer(place + ".agent_id", "agent", item.get("agent_id"));
    }
    FileItems.message(place, item);
  }

  private void block(String place, ObjectNode item, int owner) {
    blocks.put(ids.declare(place, "block", item), FileItems.block(place, item));
  }

  private void tool(String place, ObjectNode item, int owner) {
    tools.put(ids.declare(place, "tool", item), FileItems.tool(place, item, caller));
  }

  private void group(String place, ObjectNode item, int owner) {
    ids.declare(place, "group", item);
    ids.referAll(place + ".agent_ids", "agent", item.get("agent_ids"));
    ids.referAll(place + ".shared_block_ids", "block", item.get("shared_block_ids"));
  }

  private void file(String place, ObjectNode item, int owner) {
    ids.declare(place, "file", item);
    if (item.hasNonNull("source_id")) {
      ids.refer(place + ".source_id", "source", item.get("source_id"));
    }
  }

  private void beside(String place, ObjectNode item, int owner) {
    int number = 0;
    for (JsonNode one : item.path("agents")) {
      String where = "thoth.agents[" + number++ + "]";
      besideAgents.put(ids.refer(where + ".id", "agent", one.get("id")), one);
      int link = 0;
      for (JsonNode archive : one.path("archives")) {
        ids.refer(where + ".archives[" + link++ + "].id", "archive", archive.get("id"));
      }
    }
    number = 0;
    for (JsonNode one : item.path("blocks")) {
      String where = "thoth.blocks[" + number++ + "]";
      besideBlocks.put(ids.refer(where + ".id", "block", one.get("id")), one);
    }
  }

  private void archive(String place, ObjectNode item, int owner) {
    String id = ids.declare(place, "archive", item);
    archives.put(id, FileItems.archive(place, item, ids.fresh(id)));
  }

  private void passage(String place, ObjectNode item, int owner) {
    ids.ascend(place, "passage", item);
    ids.refer(place + ".archive_id", "archive", item.get("archive_id"));
    FileItems.passage(place, item);
  }

  private void conversation(String place, ObjectNode item, int owner) {
    ids.declare(place, "conv", item);
    ids.refer(place + ".agent_id", "agent", item.get("agent_id"));
    ids.referAll(place + ".isolated_block_ids", "block", item.get("isolated_block_ids"));
    FileItems.conversation(place, item, ids);
  }

  private void message(String place, ObjectNode item, int owner) {
    ids.ascend(place, "message", item);
    ids.refer(place + ".agent_id", "agent", item.get("agent_id"));
    if (item.hasNonNull("conversation_id")) {
      ids.refer(place + ".conversation_id", "conv", item.get("conversation_id"));
    }
    FileItems.message(place, item);
    FileItems.standings(place, item);
    int i = 0;
    for (JsonNode one : item.path("placements")) {
      String where = place + ".placements[" + i++ + "].conversation_id";
      ids.refer(where, "conv", one.get("conversation_id"));
    }
  }

  private void version(String place, ObjectNode item, int owner) {
    String block = ids.refer(place + ".block_id", "block", item.get("block_id"));
    BlockArrivals.Standing standing = FileItems.version(place, item, block, caller).standing();
    BlockArrivals.Standing before = versions.put(block, standing);
    if (before != null && (!block.equals(open) || standing.version() != before.version() + 1)) {
      throw FileScan.unfit(place + ".version: must be the one after " + before.version());
    }
    open = block;
  }

  private Plan plan(Set<String> sections) {
    List<Plan.PlannedAgent> planned = new ArrayList<>();
    int number = 0;
    for (Map.Entry<String, ObjectNode> agent : agents.entrySet()) {
      planned.add(planned("agents[" + number++ + "]", agent.getKey(), agent.getValue()));
    }
    List<Plan.PlannedBlock> made = new ArrayList<>();
    blocks.forEach((id, block) -> made.add(planned(id, block)));
    return new Plan(planned, made, List.copyOf(archives.values()), tools, ids, sections);
  }

  private Plan.PlannedBlock planned(String id, NewBlock block) {
    ObjectNode beside = beside(besideBlocks, id);
    String place = "thoth.blocks";
    BlockArrivals.Standing last = versions.get(id);
    long version = beside.path("version").asLong(last == null ? 1 : last.version());
    if (version < 1 || last != null && last.version() != version && last.version() != version - 1) {
      throw FileScan.unfit(place + ": the versions of '" + id + "' do not reach its own");
    }
    BlockArrivals.Standing standing =
        new BlockArrivals.Standing(
            version,
            last != null && last.version() == version ? last.operation() : null,
            FileItems.time(place, beside, "created_at"),
            FileItems.time(place, beside, "updated_at"));
    return new Plan.PlannedBlock(
        BlockArrivals.made(caller, ids.fresh(id), block, standing), standing);
  }

  private Plan.PlannedAgent planned(String place, String id, ObjectNode item) {
    ObjectNode beside = beside(besideAgents, id);
    AgentFields given = Objects.requireNonNull(fields.get(id));
    List<NewBlock> own = given.memoryBlocks() == null ? List.of() : given.memoryBlocks();
    List<String> fileBlocks = texts(item, "block_ids");
    requireDistinctLabels(place, own, fileBlocks);
    List<Plan.Link> links = new ArrayList<>();
    boolean owned = false;
    for (JsonNode link : beside.path("archives")) {
      boolean owns = link.path("owned").asBoolean() && !owned;
      owned |= owns;
      links.add(new Plan.Link(ids.fresh(link.path("id").textValue()), owns));
    }
    return new Plan.PlannedAgent(
        FileItems.at(
            place,
            () ->
                arrivals.made(
                    caller,
                    ids.fresh(id),
                    given,
                    FileItems.time(place, beside, "created_at"),
                    FileItems.time(place, beside, "updated_at"))),
        given,
        own,
        texts(item, "tool_ids").stream().distinct().toList(),
        fileBlocks.stream().distinct().map(ids::fresh).toList(),
        new LinkedHashSet<>(texts(item, "in_context_message_ids")),
        links);
  }

  private void requireDistinctLabels(String place, List<NewBlock> own, List<String> fileBlocks) {
    Set<String> labels = new HashSet<>();
    List<NewBlock> all = new ArrayList<>(own);
    fileBlocks.stream().distinct().forEach(id -> all.add(Objects.requireNonNull(blocks.get(id))));
    for (NewBlock block : all) {
      if (!labels.add(block.label())) {
        throw FileScan.unfit(place + ".block_ids: has the label '" + block.label() + "' twice");
      }
    }
  }

  private static ObjectNode beside(Map<String, JsonNode> all, String id) {
    return all.get(id) instanceof ObjectNode there ? there : Json.raw().createObjectNode();
  }

  private static List<String> texts(ObjectNode item, String field) {
    List<String> texts = new ArrayList<>();
    item.path(field).forEach(text -> texts.add(text.textValue()));
    return texts;
  }
}
