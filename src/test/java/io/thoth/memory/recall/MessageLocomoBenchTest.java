package io.thoth.memory.recall;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.agents.AgentFields;
import io.thoth.memory.agents.Agents;
import io.thoth.memory.embedding.Embedder;
import io.thoth.memory.embedding.EmbeddingConfig;
import io.thoth.memory.json.Json;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.Client;
import io.thoth.memory.support.Given;
import io.thoth.memory.support.LocalFeatures;
import io.thoth.memory.support.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much of what answers a question of LoCoMo is among the first ten messages: one message per
 * turn, one conversation per session, one agent per conversation of the data.
 */
@Tag("bench")
class MessageLocomoBenchTest {
  private static final Logger LOG = LoggerFactory.getLogger("bench");
  private static final Path FILE = Path.of("../shared/data/locomo-dev.json");
  private static final Pattern TURN = Pattern.compile("D\\d+:\\d+");
  private static final int ANSWERABLE = 4;
  private static final double LEAST = 0.77;

  private static final DateTimeFormatter DATE =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("h:mm a 'on' d MMMM, yyyy")
          .toFormatter(Locale.ENGLISH);

  @TempDir Path folder;
  private double sum;
  private int questions;

  @Test
  void whatAnswersAQuestionIsAmongTheFirstTen() throws Exception {
    try (Embedder embedder = Embedder.open(EmbeddingConfig.local());
        Sql sql = Stores.sqlite(folder.resolve("locomo.db"));
        LocalFeatures features = new LocalFeatures(sql, embedder)) {
      Client client = Client.ofNobodyElse(features.bus());
      for (JsonNode one : Json.parse(Files.readAllBytes(FILE)).get("conversations")) {
        measure(client, one);
      }
    }
    double recall = sum / questions;
    LOG.info("{} questions, messages, recall@10 {}", questions, recall);
    assertTrue(recall >= LEAST, "recall@10 is " + recall);
  }

  private void measure(Client client, JsonNode data) {
    AgentFields nothing = Given.record(AgentFields.class);
    String agent = client.ask(Agents.CREATE, new Agents.Create(nothing)).agent().id();
    Set<String> turns = new HashSet<>();
    data.get("sessions").forEach(session -> turns.addAll(store(client, agent, session)));
    while (ask(client, agent, "anything").degraded()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
    for (JsonNode question : data.get("questions")) {
      Set<String> evidence = new HashSet<>();
      question
          .get("evidence")
          .forEach(
              text ->
                  TURN.matcher(text.asText())
                      .results()
                      .map(MatchResult::group)
                      .filter(turns::contains)
                      .forEach(evidence::add));
      if (question.get("category").asInt() <= ANSWERABLE && !evidence.isEmpty()) {
        score(ask(client, agent, question.get("question").asText()), evidence);
      }
    }
  }

  private void score(MessageSearch.Found found, Set<String> evidence) {
    Set<String> first = new HashSet<>();
    found.matches().forEach(match -> first.add(String.valueOf(match.message().otid())));
    first.retainAll(evidence);
    sum += (double) first.size() / evidence.size();
    questions++;
  }

  private static List<String> store(Client client, String agent, JsonNode session) {
    Conversations.Create create = Given.record(Conversations.Create.class, "agent_id", agent);
    String conversation = client.ask(Conversations.CREATE, create).id();
    LocalDateTime time = LocalDateTime.parse(session.get("date_time").asText(), DATE);
    List<String> ids = new ArrayList<>();
    List<Map<String, Object>> messages = new ArrayList<>();
    for (JsonNode turn : session.get("turns")) {
      ids.add(turn.get("dia_id").asText());
      String text = turn.get("speaker").asText() + ": " + turn.get("text").asText();
      LocalDateTime at = time.plusSeconds(messages.size());
      messages.add(
          Map.of(
              "role",
              "user",
              "content",
              text,
              "otid",
              ids.getLast(),
              "created_at",
              DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(at) + "Z"));
    }
    client.ask(Messages.CAPTURE, RecallFixture.capturing(agent, conversation, messages));
    return ids;
  }

  private static MessageSearch.Found ask(Client client, String agent, String query) {
    return client.ask(
        MessageSearch.SEARCH,
        Given.record(MessageSearch.Ask.class, "query", query, "agent_id", agent, "limit", 10));
  }
}
