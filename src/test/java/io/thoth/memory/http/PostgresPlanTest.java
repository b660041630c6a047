package io.thoth.memory.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.sql.PgSql;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.support.DescribedRoute;
import io.thoth.memory.support.Postgres;
import io.thoth.memory.support.Reply;
import io.thoth.memory.support.TestNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Every statement that the described routes send, as the server logged it, is planned again over
 * 100,000 rows in each large table, without knowing its arguments, and must not read a table from
 * beginning to end.
 */
class PostgresPlanTest {
  private static final String SCHEMA = "thoth_memory";
  private static final int ROWS = 100_000;
  private static final Pattern STATEMENT =
      Pattern.compile("LOG: {2}execute [^:]*: (.*?)(?=\\n@@|\\z)", Pattern.DOTALL);
  private static final Pattern ARGUMENT = Pattern.compile("\\$(\\d+)");
  private static final Pattern SCAN = Pattern.compile("Seq Scan on (\\w+)");

  private static final Set<String> LARGE =
      Set.of(
          "agent",
          "agent_block",
          "agent_tool",
          "api_key",
          "api_key_text",
          "archive",
          "block",
          "conversation",
          "conversation_message",
          "journal",
          "message",
          "passage",
          "passage_tag",
          "request",
          "tool");

  private final Map<String, String> ids = new HashMap<>();

  @Test
  void noStatementReadsATableFromBeginningToEnd() {
    try (Postgres server = new Postgres("fsync=off", "log_statement=all", "log_line_prefix='@@'")) {
      int begin;
      try (TestNode node = TestNode.start(server.settings(SCHEMA))) {
        begin = server.log().length(); // Migrations may read whole tables.
        make(node);
        DescribedRoute.of(node).forEach(route -> ask(node, route));
        String block = "/v1/blocks/" + id("block_id");
        askTogether(server, node, block, "= k.column2 and b.id = k.column3");
        String labelled = "/v1/agents/" + id("agent_id") + "/core-memory/blocks/human";
        askTogether(server, node, labelled, "= k.column2 and l.agent_id = k.column3");
        remove(node);
      }
      Set<String> statements = statements(server.log().substring(begin));
      try (Sql sql = PgSql.open(server.config(SCHEMA))) {
        sql.read("test.columns", PostgresPlanTest::columns)
            .forEach((table, columns) -> sql.write("test.fill", tx -> fill(tx, table, columns)));
        sql.write("test.analyze", tx -> tx.update("analyze"));
        List<String> scans = new ArrayList<>();
        for (String statement : statements) {
          sql.write("test.explain", tx -> scans.addAll(scans(tx, statement)));
        }

        assertTrue(statements.size() > 100, "only " + statements.size() + " statements");
        assertEquals(List.of(), scans);
        String known = "select id from block where value = $1";
        assertEquals(1, sql.write("test.explain", tx -> scans(tx, known)).size());
      }
    }
  }

  private void make(TestNode node) {
    keep("block_id", node, "/v1/blocks/", Map.of("label", "human", "tags", List.of("t")));
    Map<String, Object> agent =
        Map.of("name", "Ada", "tags", List.of("t"), "block_ids", List.of(id("block_id")));
    keep("agent_id", node, "/v1/agents/", agent);
    keep("archive_id", node, "/v1/archives/", Map.of("name", "books"));
    String passages = "/v1/archives/" + id("archive_id") + "/passages";
    keep("passage_id", node, passages, Map.of("text", "owls", "tags", List.of("t")));
    keep("conversation_id", node, "/v1/conversations/?agent_id=" + id("agent_id"), Map.of());
    String messages = "/v1/agents/" + id("agent_id") + "/messages";
    assertEquals(200, node.post(messages, "{\"input\": \"good morning\"}").status());
    ids.put("tool_id", node.get("/v1/tools/").json().get(0).get("id").asText());
    ids.put("block_label", "human");
  }

  private String id(String name) {
    return String.valueOf(ids.get(name));
  }

  private void keep(String name, TestNode node, String path, Object body) {
    Reply made = node.post(path, body);
    assertEquals(200, made.status(), made::toString);
    ids.put(name, made.json().get("id").asText());
  }

  private void ask(TestNode node, DescribedRoute route) {
    boolean sends = route.takesBody();
    if (!route.method().equals("DELETE") && !route.path().startsWith("/mcp")) {
      node.send(route.method(), route.with(ids), sends ? Map.of("name", "x") : null);
      node.send(route.method(), route.with(ids) + "?order=asc&limit=3&name=x&query=x&tags=t", null);
    }
  }

  /** Asks at once, as often as it takes until several were answered by this one statement. */
  private static void askTogether(Postgres server, TestNode node, String path, String statement) {
    long end = System.nanoTime() + 20_000_000_000L;
    while (!server.log().contains(statement)) {
      assertTrue(System.nanoTime() < end, "never asked: " + statement);
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        IntStream.range(0, 32).forEach(_ -> threads.execute(() -> node.get(path)));
      }
    }
  }

  private void remove(TestNode node) {
    node.delete("/v1/conversations/" + id("conversation_id"));
    node.delete("/v1/archives/" + id("archive_id") + "/passages/" + id("passage_id"));
    node.delete("/v1/archives/" + id("archive_id"));
    node.delete("/v1/blocks/" + id("block_id"));
    node.delete("/v1/agents/" + id("agent_id"));
  }

  private static Set<String> statements(String log) {
    Set<String> statements = new TreeSet<>();
    Matcher found = STATEMENT.matcher(log);
    while (found.find()) {
      String statement = found.group(1).replaceAll("\\s+", " ").strip();
      if (statement.matches("(?i)(select|insert|update|delete|with) .*")
          && !statement.contains("pg_")
          && !statement.contains("schema_version")) {
        statements.add(statement);
      }
    }
    return statements;
  }

  private record Column(String table, String name, String type) {
    /** Ten rows to a thing, a hundred things to an organisation; what is unique stays so. */
    String value() {
      return switch (type) {
        case "bytea" -> "'\\x00'::bytea";
        case "text" ->
            switch (name) {
              case "tenant" -> "'org-' || n / 1000";
              case "model" -> "'model-' || n % 3";
              case "role" -> "'user'";
              default -> name.endsWith("_id") ? "'x-' || n / 10" : "'x-' || n";
            };
        default -> name.startsWith("is_") || name.equals("deleted") ? "0" : "n";
      };
    }
  }

  private static Map<String, List<Column>> columns(Tx tx) {
    return tx
        .query(
            """
            select table_name, column_name, data_type from information_schema.columns
            where table_schema = current_schema() and is_identity = 'NO'
            """,
            row ->
                new Column(row.text("table_name"), row.text("column_name"), row.text("data_type")))
        .stream()
        .filter(column -> LARGE.contains(column.table()))
        .collect(Collectors.groupingBy(Column::table));
  }

  private static int fill(Tx tx, String table, List<Column> columns) {
    String names = String.join(", ", columns.stream().map(Column::name).toList());
    String values = String.join(", ", columns.stream().map(Column::value).toList());
    tx.update("set local session_replication_role = replica"); // no foreign keys
    return tx.update(
        "insert into %s (%s) select %s from generate_series(1, %d) n on conflict do nothing"
            .formatted(table, names, values, ROWS));
  }

  private static List<String> scans(Tx tx, String statement) {
    int most =
        ARGUMENT
            .matcher(statement)
            .results()
            .mapToInt(m -> Integer.parseInt(m.group(1)))
            .max()
            .orElse(0);
    tx.update("set local plan_cache_mode = force_generic_plan");
    tx.update("prepare planned as " + statement);
    String nulls = most == 0 ? "" : "(null" + ", null".repeat(most - 1) + ")";
    List<String> plan = tx.query("explain execute planned" + nulls, row -> row.text("query plan"));
    tx.update("deallocate planned");
    return plan.stream()
        .map(SCAN::matcher)
        .filter(Matcher::find)
        .filter(scan -> LARGE.contains(scan.group(1)))
        .map(scan -> scan.group() + " in: " + statement)
        .toList();
  }
}
