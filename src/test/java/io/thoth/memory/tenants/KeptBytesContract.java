package io.thoth.memory.tenants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.sql.Migrations;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.SqlConfig;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.support.Reply;
import io.thoth.memory.support.TestNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes of an organisation are those that its rows have, whatever was done to them. */
abstract class KeptBytesContract {
  private static final String QUOTA =
      "/v1/admin/orgs/org-00000000-0000-4000-8000-000000000000/quota";

  private static final String COUNTED =
      """
      select (select coalesce(sum(octet_length(label) + octet_length(tags)
          + (octet_length(value) + 1023) / 1024 * 1024
          + coalesce(octet_length(description), 0) + octet_length(metadata)), 0) from block)
        + (select coalesce(sum(octet_length(body)), 0) from message
          where deleted = 0 and id <> 'message-' || substr(agent_id, 7))
        + (select coalesce(sum(octet_length(text) + octet_length(tags) + octet_length(metadata)), 0)
          from passage) as bytes
      """;

  @TempDir Path data;

  @SuppressWarnings("NullAway.Init") // by start
  private TestNode node;

  abstract Map<String, String> database();

  @BeforeEach
  void start() {
    Map<String, String> settings = new HashMap<>(database());
    settings.put("THOTH_DATA_DIR", data.resolve("data").toString());
    node = TestNode.start(settings);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private long usage() {
    return node.get(QUOTA).json().at("/usage/bytes").asLong();
  }

  private String made(String path, Object body) {
    Reply reply = node.post(path, body);
    assertEquals(200, reply.status(), reply::toString);
    return reply.json().get("id").asText();
  }

  private static void assertDone(Reply reply) {
    assertTrue(reply.status() < 300, reply::toString);
  }

  private String speak(String agent, String text) {
    Reply reply = node.post("/v1/agents/" + agent + "/messages", Map.of("input", text));
    assertEquals(200, reply.status(), reply::toString);
    return reply.body();
  }

  private record Made(String block, String agent, String conversation, String fork) {}

  private Made makeThings() {
    String block =
        made(
            "/v1/blocks/",
            Map.of(
                "label",
                "hümän",
                "value",
                "🦉",
                "description",
                "é",
                "tags",
                List.of("ä"),
                "metadata",
                Map.of("k", "ß")));
    String agent =
        made(
            "/v1/agents/",
            Map.of("memory_blocks", List.of(Map.of("label", "persona", "value", "kind"))));
    speak(agent, "good mörning");
    String conversation = made("/v1/conversations/?agent_id=" + agent, Map.of());
    assertDone(
        node.post("/v1/conversations/" + conversation + "/messages", Map.of("input", "ahoi 🦉")));
    String fork = made("/v1/conversations/" + conversation + "/fork", Map.of());
    return new Made(block, agent, conversation, fork);
  }

  private void changeThings(Made made) {
    String block = "/v1/blocks/" + made.block();
    assertDone(node.patch(block, Map.of("value", "x".repeat(1_000), "description", "ö")));
    assertDone(node.patch(block, Map.of("value", "y", "label", "other", "tags", List.of())));
    String core = "/v1/agents/" + made.agent() + "/core-memory/blocks/persona";
    assertDone(node.post(core + "/append", Map.of("content", "and wïse")));
    assertDone(node.patch(core, Map.of("value", "k")));
    assertDone(node.post("/v1/conversations/" + made.fork() + "/recompile", Map.of()));
  }

  private void withStore(Consumer<Sql> work) {
    SqlConfig store = node.store();
    node.close();
    try (Sql sql = store.open()) {
      work.accept(sql);
    }
    start();
  }

  @Test
  void theBytesAreThoseOfTheRows() {
    changeThings(makeThings());
    Made some = makeThings();
    assertDone(node.delete("/v1/conversations/" + some.conversation()));
    long told = usage();

    assertNotEquals(0, told);
    withStore(
        sql -> {
          long counted =
              sql.read(
                  "test.bytes",
                  tx -> tx.number("select cast(c.bytes as bigint) from (" + COUNTED + ") c"));
          assertEquals(counted, told);
        });
    assertEquals(told, usage());
  }

  @Test
  void whatIsDeletedIsFree() {
    Made made = makeThings();
    changeThings(made);
    long before = usage();
    assertDone(node.delete("/v1/conversations/" + made.conversation()));
    long shared = usage();
    assertDone(node.delete("/v1/conversations/" + made.fork()));
    long alone = usage();
    assertDone(node.delete("/v1/agents/" + made.agent()));
    for (var block : node.get("/v1/blocks/").json()) {
      assertDone(node.delete("/v1/blocks/" + block.get("id").asText()));
    }

    assertTrue(before > shared && shared > alone, before + " " + shared + " " + alone);
    assertEquals(0, usage());
  }

  @Test
  void whatWasThereBeforeItWasCountedIsCounted() {
    changeThings(makeThings());
    long told = usage();
    String created =
        "select count(*) from schema_version where number = 13 and name = '013_kept_bytes'";
    withStore(
        sql ->
            sql.write(
                "test.before",
                tx -> {
                  assertEquals(1, tx.number(created));
                  undoPortions(tx);
                  tx.update("drop table quota_part");
                  tx.update("alter table recall drop column bytes");
                  tx.update("update quota_usage set bytes = 0");
                  return tx.update("delete from schema_version where number >= 13");
                }));

    assertEquals(told, usage());
    assertEquals(List.of(), pending());
    for (var agent : node.get("/v1/agents/").json()) {
      assertDone(node.delete("/v1/agents/" + agent.get("id").asText()));
    }
    for (var block : node.get("/v1/blocks/").json()) {
      assertDone(node.delete("/v1/blocks/" + block.get("id").asText()));
    }
    assertEquals(0, usage());
  }

  private static void undoPortions(Tx tx) {
    tx.update("drop index conversation_unseen");
    tx.update("drop index conversation_changed");
    tx.update("alter table conversation drop column arrival");
    tx.update("alter table conversation drop column changed");
    tx.update("alter table recall drop column placed");
    tx.update("delete from schema_version where number >= 15");
  }

  @Test
  void whatOlderVersionsLeftOfDeletedConversationsIsNotCounted() {
    makeThings();
    Made gone = makeThings();
    long told = usage();
    String both = "(?, ?)";
    AtomicLong left = new AtomicLong();
    AtomicLong messages = new AtomicLong();
    withStore(
        sql ->
            sql.write(
                "test.before",
                tx -> {
                  undoPortions(tx);
                  messages.set(counted(tx, gone));
                  left.set(
                      tx.number(
                          "select sum(octet_length(body)) from message where conversation_id in "
                              + both,
                          gone.conversation(),
                          gone.fork()));
                  return tx.update(
                      "update conversation set deleted = 1 where id in " + both,
                      gone.conversation(),
                      gone.fork());
                }));

    assertEquals(told - left.get(), usage());
    withStore(
        sql -> {
          long after = sql.read("test.after", tx -> counted(tx, gone));
          assertEquals(messages.get() - 1, after);
        });
  }

  private static long counted(Tx tx, Made made) {
    return tx.number("select messages from recall where agent_id = ?", made.agent());
  }

  private List<?> pending() {
    List<Object> pending = new ArrayList<>();
    withStore(sql -> pending.addAll(sql.plan(Migrations.of(sql.dialect()))));
    return pending;
  }

  @Test
  void anEditBeyondTheQuotaLeavesTheBlockAsItWas() {
    String block = "/v1/blocks/" + made("/v1/blocks/", Map.of("label", "b", "value", "owl"));
    assertDone(node.post(block + "/append", Map.of("content", "cat")));
    assertDone(node.put(QUOTA, Map.of("bytes", usage())));

    Reply grown =
        node.post(
            block + "/replace", Map.of("old_content", "owl", "new_content", "o".repeat(1_024)));
    Reply whole = node.patch(block, Map.of("value", "much longer".repeat(100)));

    assertEquals(429, grown.status(), grown::toString);
    assertEquals(429, whole.status(), whole::toString);
    assertEquals("owl\ncat", node.get(block).json().get("value").asText());
    assertDone(node.post(block + "/replace", Map.of("old_content", "owl", "new_content", "cat")));
  }

  @Test
  void thoseWhoWriteBlocksTogetherGetNoMoreThanTheQuota() {
    List<String> blocks =
        IntStream.range(0, 8)
            .mapToObj(_ -> made("/v1/blocks/", Map.of("label", "b", "value", "")))
            .toList();

    getNoMoreThanTheQuota(
        i ->
            node.post(
                "/v1/blocks/" + blocks.get(i % 8) + "/append",
                Map.of("content", "x".repeat(1_024), "separator", "")));
  }

  @Test
  void thoseWhoSpeakTogetherGetNoMoreThanTheQuota() {
    List<String> agents =
        IntStream.range(0, 8).mapToObj(_ -> made("/v1/agents/", Map.of())).toList();

    getNoMoreThanTheQuota(
        i -> node.post("/v1/agents/" + agents.get(i % 8) + "/messages", Map.of("input", "ahoi")));
  }

  private void getNoMoreThanTheQuota(IntFunction<Reply> write) {
    long before = usage();
    assertDone(write.apply(0));
    long each = usage() - before;
    assertTrue(each > 0);
    assertDone(node.put(QUOTA, Map.of("bytes", before + 11 * each)));

    List<Reply> replies = IntStream.range(0, 48).parallel().mapToObj(write).toList();

    List<Reply> refused = replies.stream().filter(reply -> reply.status() != 200).toList();
    assertEquals(38, refused.size());
    for (Reply reply : refused) {
      assertEquals(429, reply.status(), reply::toString);
      assertTrue(reply.detail().contains("Quota bytes"), reply::toString);
    }
    assertEquals(before + 11 * each, usage());
  }
}
