package io.thoth.memory.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.support.Reply;
import io.thoth.memory.support.StoredRows;
import io.thoth.memory.support.TestNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an attacker or a broken client sends, listed under {@code hostile/} in the test resources:
 * each is refused with a status of 400 to 499 and a sentence for its sender, and changes nothing.
 */
abstract class HostileRequestsContract {
  private static final List<String> TABLES =
      List.of("ids.txt", "bodies.txt", "fields.txt", "queries.txt", "archival.txt", "protocol.txt");

  private static final String KEY = "a-key-that-was-used";

  @SuppressWarnings("NullAway.Init") // by begin
  private static TestNode node;

  @SuppressWarnings("NullAway.Init") // by begin
  private static Map<String, String> names;

  static void begin(Map<String, String> settings) {
    node = TestNode.start(settings);
    names = new HashMap<>();
    names.put("uuid", "6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11");
    names.put("key", KEY);
    names.put("block", made("/v1/blocks/", block("human", "Likes owls.\nHas an owl.")));
    names.put("namesake", made("/v1/blocks/", block("human", "")));
    names.put("other", made("/v1/blocks/", block("100%_sure'; drop table", "50% of \\ \"all\"")));
    String persona = made("/v1/blocks/", block("persona", "Patient."));
    List<String> attached = List.of(names.get("block"), persona);
    Map<String, Object> agent = Map.of("name", "ada", "block_ids", attached);
    names.put("agent", made("/v1/agents/", agent, "Idempotency-Key", KEY));
    archives();
  }

  /** One that the agent sees, and one that it does not. */
  private static void archives() {
    names.put("archive", made("/v1/archives/", Map.of("name", "hers")));
    names.put("foreign", made("/v1/archives/", Map.of("name", "not hers")));
    String attach = "/v1/agents/%s/archives/attach/%s";
    Reply reply = node.patch(attach.formatted(names.get("agent"), names.get("archive")), "");
    assertEquals(200, reply.status(), reply::toString);
    names.put("passage", made(passages("archive"), passage("Owls see well at night.")));
    names.put("secret", made(passages("foreign"), passage("The key is under the mat.")));
  }

  private static String passages(String archive) {
    return "/v1/archives/" + names.get(archive) + "/passages";
  }

  private static Map<String, Object> passage(String text) {
    return Map.of("text", text, "tags", List.of("a", "100%"));
  }

  private static Map<String, Object> block(String label, String value) {
    return Map.of("label", label, "value", value, "tags", List.of("a", "100%"));
  }

  private static String made(String path, Object body, String... headers) {
    Reply reply = node.post(path, body, headers);
    assertEquals(200, reply.status(), reply::toString);
    return reply.json().get("id").asText();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  static Stream<HostileRow> rows() {
    return TABLES.stream().flatMap(HostileRow::table);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void isRefusedAndChangesNothing(HostileRow row) {
    StoredRows before = StoredRows.of(node);

    Reply reply = row.request(names).send(node.port());

    assertTrue(row.expects(reply.status()), () -> "not expected: " + reply);
    Refused.assertReadable(reply);
    String words = row.words(names);
    assertTrue(reply.detail().contains(words), () -> "does not say '" + words + "': " + reply);
    assertEquals(before, StoredRows.of(node));
  }

  @Test
  void thereAreManyRows() {
    assertTrue(rows().count() >= 150);
  }

  @Test
  void aChangeWouldBeNoticed() {
    StoredRows before = StoredRows.of(node);

    Reply reply =
        new HostileRow("", "200 | PATCH /v1/blocks/{namesake} | {\"value\": \"x\"}")
            .request(names)
            .send(node.port());

    assertEquals(200, reply.status(), reply::toString);
    assertTrue(before.count() > 10 && !before.equals(StoredRows.of(node)));
  }
}
