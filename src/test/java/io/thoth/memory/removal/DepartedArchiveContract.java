package io.thoth.memory.removal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.agents.AgentFields;
import io.thoth.memory.agents.Agents;
import io.thoth.memory.archival.ArchivalConfig;
import io.thoth.memory.archival.ArchivalRows;
import io.thoth.memory.archival.ArchivalVerticle;
import io.thoth.memory.archival.ArchiveArrivals;
import io.thoth.memory.archival.ArchiveRemnants;
import io.thoth.memory.archival.Archives;
import io.thoth.memory.archival.NewPassage;
import io.thoth.memory.archival.Passages;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.embedding.NoEmbedder;
import io.thoth.memory.search.SearchSharing;
import io.thoth.memory.support.Given;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An archive with many passages is deleted: nobody meets it any more, and its rows go in the end.
 */
abstract class DepartedArchiveContract extends HaltingContract {
  private static final int PASSAGES = 120;

  private String agent;
  private String archive;
  private String other;
  private String passage;

  @Override
  void serveMore() {
    ArchivalConfig config =
        new ArchivalConfig(64 << 20, Duration.ofSeconds(20), Duration.ofMillis(20));
    features.deploy(
        new ArchivalVerticle(
            features.bus(),
            features.changes(),
            sql,
            new NoEmbedder(),
            SearchSharing.alone(),
            config));
  }

  @BeforeEach
  void makeArchives() {
    AgentFields fields = Given.record(AgentFields.class, "name", "a");
    agent = client.ask(Agents.CREATE, new Agents.Create(fields)).agent().id();
    archive = made("going");
    other = made("staying");
    passage = fill(archive);
    fill(other);
    search(); // so that there is an index that could still tell of it
  }

  private String made(String name) {
    String id = client.ask(Archives.CREATE, Given.record(Archives.Create.class, "name", name)).id();
    client.ask(Archives.ATTACH, new Archives.Link(agent, id));
    return id;
  }

  private String fill(String archiveId) {
    List<Map<String, Object>> passages =
        IntStream.range(0, PASSAGES)
            .mapToObj(i -> Map.<String, Object>of("text", "an owl " + i, "tags", List.of("t" + i)))
            .toList();
    Passages.Batch batch =
        Given.record(Passages.Batch.class, "archive_id", archiveId, "passages", passages);
    return client.ask(Passages.BATCH, batch).passages().getFirst().id();
  }

  private String search() {
    return asked(Passages.SEARCH, Passages.Search.class, "agent_id", agent, "query", "owl")
        .outcome(client);
  }

  private void delete() {
    client.ask(Archives.DELETE, new Archives.Delete(archive));
  }

  private List<Asked<?, ?>> questions() {
    return List.of(
        asked(Archives.READ, Archives.Read.class, "archive_id", archive),
        asked(Archives.LIST, Archives.Browse.class),
        asked(Archives.LIST, Archives.Browse.class, "agent_id", agent),
        asked(Archives.COUNT, Archives.Everything.class),
        asked(Archives.UPDATE, Archives.Update.class, "archive_id", archive, "name", "x"),
        asked(Archives.DELETE, Archives.Delete.class, "archive_id", archive),
        asked(Archives.ATTACH, Archives.Link.class, "agent_id", agent, "archive_id", archive),
        asked(Agents.LIST, Agents.Browse.class, "archive_id", archive),
        asked(Passages.READ, Passages.Read.class, "archive_id", archive, "passage_id", passage),
        asked(
            Passages.UPDATE,
            Passages.Update.class,
            "archive_id",
            archive,
            "passage_id",
            passage,
            "text",
            "x"),
        asked(Passages.DELETE, Passages.Delete.class, "archive_id", archive, "passage_id", passage),
        asked(Passages.LIST, Passages.Browse.class, "archive_id", archive),
        asked(Passages.LIST, Passages.Browse.class, "agent_id", agent),
        asked(Passages.CREATE, Passages.Create.class, "archive_id", archive, "text", "late"),
        asked(Passages.SEARCH, Passages.Search.class, "agent_id", agent, "query", "owl"),
        asked(Passages.FIND, Passages.Find.class, "query", "owl"),
        asked(Passages.FIND, Passages.Find.class, "query", "owl", "archive_id", archive),
        asked(ArchivalRows.LINKS, ArchivalRows.OfAgent.class, "agent_id", agent),
        asked(
            ArchivalRows.PASSAGES,
            ArchivalRows.Passages.class,
            "archive_id",
            archive,
            "after",
            0,
            "limit",
            10));
  }

  @Test
  void nobodyCanTellWhetherItsRowsAreRemovedYet() {
    List<Asked<?, ?>> questions = questions();
    delete();
    List<String> before = questions.stream().map(question -> question.outcome(client)).toList();

    assertTrue(passages(archive) > 0, "nothing was left to remove");
    finish("archive");

    assertEquals(0, passages(archive));
    for (int i = 0; i < before.size(); i++) {
      assertEquals(questions.get(i).outcome(client), before.get(i), questions.get(i).toString());
    }
    assertTrue(before.stream().filter("NOT_FOUND"::equals).count() >= 8, before::toString);
    assertFalse(before.toString().contains(archive), before::toString);
  }

  @Test
  void whatIsLeftIsRemovedAfterARestartInTheMiddleAndNothingElse() {
    delete();
    halting.allow(2);
    restart();
    serveMore();
    awaitHalt();
    long left = passages(archive);

    finish("archive");

    assertTrue(left > 0 && left < PASSAGES, "left: " + left);
    assertEquals(0, number("select count(*) from archive where id = ?", archive));
    assertEquals(0, number("select count(*) from passage_tag where archive_id = ?", archive));
    assertEquals(PASSAGES, passages(other));
  }

  @Test
  void itsQuotaIsFreeAtOnce() {
    long bytes = number("select bytes from archive where id = ?", other);

    delete();

    String usage = " from quota_usage where tenant = ?";
    assertEquals(PASSAGES, number("select passages" + usage, client.tenant()));
    assertEquals(bytes, number("select bytes" + usage, client.tenant()));
  }

  @Test
  void oneThatComesBackUnderItsIdWaitsUntilNothingOfItIsLeft() {
    delete();
    Caller caller = Caller.node(client.tenant(), "test");
    ArchiveArrivals arrivals = new ArchiveArrivals(new NoEmbedder());
    ArchiveArrivals.Arriving back =
        new ArchiveArrivals.Arriving(
            archive, Given.record(Archives.Create.class, "name", "back"), null);
    NewPassage fresh = Given.record(NewPassage.class, "text", "a crow");
    ArchiveArrivals.ArrivingPassage same =
        new ArchiveArrivals.ArrivingPassage(passage, fresh, null, null);

    refusedAsUnavailable(tx -> arrivals.begin(tx, caller, back, null));
    boolean there = sql.read("test", tx -> ArchiveArrivals.has(tx, client.tenant(), archive));
    assertFalse(there);
    halting.allow(Integer.MAX_VALUE);
    ArchiveRemnants.departures(sql).finish(client.tenant(), archive);
    sql.write(
        "test",
        tx -> {
          arrivals.begin(tx, caller, back, null);
          arrivals.write(tx, caller, archive, List.of(same));
          return true;
        });

    client.ask(Archives.ATTACH, new Archives.Link(agent, archive));
    assertEquals(1, passages(archive));
    assertTrue(
        asked(Passages.SEARCH, Passages.Search.class, "agent_id", agent, "query", "crow")
            .outcome(client)
            .contains("a crow"));
  }

  private long passages(String archiveId) {
    return number("select count(*) from passage where archive_id = ?", archiveId);
  }
}
