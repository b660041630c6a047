package io.thoth.memory.agentfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.thoth.memory.agents.AgentArrivals;
import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.archival.ArchiveArrivals;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.AgentBlocks;
import io.thoth.memory.core.BlockArrivals;
import io.thoth.memory.core.BlockCache;
import io.thoth.memory.embedding.NoEmbedder;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Times;
import io.thoth.memory.models.Catalog;
import io.thoth.memory.models.Handle;
import io.thoth.memory.recall.RecallArrivals;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import that its node did not live to finish is seen by nobody, and goes away. */
class UnfinishedImportTest {
  private static final String FILE =
      """
      {"agents": [{"id": "agent-0", "name": "a", "tags": ["t"]}], "blocks": [], "tools": [],
       "thoth": {"agents": [{"id": "agent-0", "archives": [{"id": "archive-0", "owned": true}]}]},
       "archives": [{"id": "archive-0", "name": "n"}],
       "passages": [{"id": "passage-0", "archive_id": "archive-0", "text": "p"}],
       "conversations": [{"id": "conv-0", "agent_id": "agent-0"}],
       "messages": [{"id": "message-0", "agent_id": "agent-0", "role": "user", "content": "m",
         "conversation_id": "conv-0",
         "placements": [{"conversation_id": "conv-0", "position": 1, "in_context": true}]}]}
      """;

  private final Caller caller = Caller.node(Caller.DEFAULT_TENANT, "test");
  @TempDir Path folder;
  private Sql sql;
  private Arrivals arrivals;
  private Plan plan;

  @BeforeEach
  void stageWithoutRevealing() throws IOException {
    sql = Stores.sqlite(folder.resolve("thoth.db"));
    BlockCache cache = new BlockCache(sql);
    Handle model = new Handle("openai", "gpt-4o-mini");
    arrivals =
        new Arrivals(
            sql,
            new AgentArrivals(List.of(), model, new Catalog(model, 384)),
            new BlockArrivals(cache),
            new AgentBlocks(cache),
            new ArchiveArrivals(new NoEmbedder()),
            new RecallArrivals());
    Path file = Files.writeString(folder.resolve("a.af"), FILE);
    AgentFiles.Import asked =
        new AgentFiles.Import("a.af", null, null, null, null, null, null, null, null);
    plan = Inspection.of(file, asked, caller, arrivals.agents());
    new Arrival(arrivals, caller, asked, plan).stage(file);
  }

  @AfterEach
  void close() {
    sql.close();
  }

  @Test
  void nobodySeesIt() {
    String agentId = plan.agents().getFirst().agent().id();

    assertEquals(
        Map.of(
            "agent",
            1L,
            "archive",
            1L,
            "arrival",
            1L,
            "conversation",
            1L,
            "message",
            2L,
            "passage",
            1L),
        counts());
    assertThrows(
        Fault.class,
        () -> sql.read("test", tx -> AgentDirectory.require(tx, caller.tenant(), agentId)));
    assertEquals(0, count("agent_tag"));
  }

  @Test
  void itIsLeftAloneWhileItMayBeAlive() {
    arrivals.sweep(Times.now().minus(Duration.ofMinutes(1)));

    assertEquals(1, count("arrival"));
    assertEquals(1, count("passage"));
  }

  @Test
  void itGoesAwayWithEverythingItWrote() {
    arrivals.sweep(Times.now());

    assertEquals(
        Map.of(
            "agent",
            0L,
            "archive",
            0L,
            "arrival",
            0L,
            "conversation",
            0L,
            "message",
            0L,
            "passage",
            0L),
        counts());
    assertEquals(0, number("select agents + blocks + passages from quota_usage"));
    String parts = "(select sum(bytes) from quota_part)";
    assertEquals(0, number("select bytes + " + parts + " from quota_usage"));
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    for (String table :
        List.of("agent", "archive", "arrival", "conversation", "message", "passage")) {
      counts.put(table, count(table));
    }
    return counts;
  }

  private long count(String table) {
    return number("select count(*) from " + table);
  }

  private long number(String statement) {
    return sql.read("test", tx -> tx.number(statement));
  }
}
