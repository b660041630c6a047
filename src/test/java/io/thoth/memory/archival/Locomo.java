package io.thoth.memory.archival;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Conversations of LoCoMo (Maharana et al., "Evaluating Very Long-Term Conversational Memory of LLM
 * Agents", 2024; CC BY-NC 4.0, so measured with and not shipped), one passage per turn.
 */
final class Locomo {
  private static final Path FILE = Path.of("../shared/data/locomo-dev.json");
  private static final Pattern TURN = Pattern.compile("D\\d+:\\d+");

  /** Beyond 4 are questions that have no answer in the conversation. */
  private static final int LAST_CATEGORY = 4;

  private static final DateTimeFormatter DATE =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("h:mm a 'on' d MMMM, yyyy")
          .toFormatter(Locale.ENGLISH);

  /** One conversation: its turns by their id, in order, and what is asked about them. */
  record Conversation(
      String id, List<String> turnIds, List<NewPassage> turns, List<Question> asked) {}

  /** A question and the ids of the turns that answer it, at least one. */
  record Question(String text, Set<String> evidence) {}

  private Locomo() {}

  static List<Conversation> read() throws IOException {
    JsonNode all = Json.parse(Files.readAllBytes(FILE));
    return stream(all.get("conversations")).map(Locomo::conversation).toList();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static Conversation conversation(JsonNode node) {
    String id = node.get("sample_id").asText();
    List<String> turnIds = new ArrayList<>();
    List<NewPassage> turns = new ArrayList<>();
    for (JsonNode session : node.get("sessions")) {
      Instant time =
          LocalDateTime.parse(session.get("date_time").asText(), DATE).toInstant(ZoneOffset.UTC);
      String name = id + "/" + session.get("session").asText();
      for (JsonNode turn : session.get("turns")) {
        turnIds.add(turn.get("dia_id").asText());
        turns.add(turn(turn, name, time));
        time = time.plusSeconds(1);
      }
    }
    List<Question> asked =
        stream(node.get("questions"))
            .filter(question -> question.get("category").asInt() <= LAST_CATEGORY)
            .map(question -> question(question, new HashSet<>(turnIds)))
            .filter(question -> !question.evidence().isEmpty())
            .toList();
    return new Conversation(id, turnIds, turns, asked);
  }

  private static NewPassage turn(JsonNode turn, String session, Instant time) {
    String text = turn.get("speaker").asText() + ": " + turn.get("text").asText();
    return new NewPassage(text, null, Map.of("session", session), time);
  }

  /** Evidence such as "D8:6; D9:17" names several turns; ids that are no turn's are dropped. */
  private static Question question(JsonNode node, Set<String> turnIds) {
    Set<String> evidence =
        stream(node.get("evidence"))
            .flatMap(text -> TURN.matcher(text.asText()).results().map(MatchResult::group))
            .filter(turnIds::contains)
            .collect(Collectors.toSet());
    return new Question(node.get("question").asText(), evidence);
  }
}
