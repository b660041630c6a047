package io.thoth.memory.agentfile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.json.Json;
import io.thoth.memory.turns.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Goes once through an agent file and hands out the items of the sections that somebody asked for,
 * one at a time, so that its size does not matter. Whatever is not as it must be is a fault that
 * names the place.
 */
final class FileScan {
  /** Of everything together that is held in memory: all but histories, passages and messages. */
  private static final long MOST_HELD = 32L << 20;

  /** Nanoseconds of work after which a scan rests that does so. */
  private static final long TURN = TimeUnit.MILLISECONDS.toNanos(1);

  private static final int REST = 5;
  private static final int DEPTH = 100;
  private static final int LONGEST_TEXT = 20 << 20;
  private static final Set<String> STREAMED =
      Set.of("messages", "passages", "conversations", "block_versions");

  /** The messages that stand inside of agents, as Letta writes them. */
  static final String AGENT_MESSAGES = "agents.messages";

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxStringLength(LONGEST_TEXT)
                  .build())
          .build();

  private static final ObjectReader ITEMS =
      Json.raw().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Takes one item. */
  @FunctionalInterface
  interface Taking {
    /**
     * @param place where it stands, such as {@code passages[7]}
     * @param owner of a message inside of an agent: the number of the agent; else 0
     */
    void item(String place, ObjectNode item, int owner);
  }

  private final Path file;
  private final Map<String, Taking> takers = new HashMap<>();
  private @Nullable Set<String> sections;
  private long held;
  private boolean rests;
  private long turnBegan;

  FileScan(Path file) {
    this.file = file;
  }

  /** Rests after each turn for five times as long as it took, while there are others. */
  FileScan resting() {
    rests = true;
    turnBegan = System.nanoTime();
    return this;
  }

  /**
   * Of a file that was read before: does not read on when all is read that somebody asked for.
   *
   * @param names of the sections that it has
   */
  FileScan knowing(Set<String> names) {
    sections = names;
    return this;
  }

  FileScan on(String section, Taking taking) {
    takers.put(section, taking);
    return this;
  }

  /** Reads the file; answers the names of the sections there are. */
  Set<String> run() {
    try (JsonParser parser = FACTORY.createParser(file.toFile())) {
      return document(parser);
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " (line %d, column %d)"
                  .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
      throw unfit("file: is not JSON as an agent file must be" + where + why(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String why(JsonProcessingException e) {
    String message = String.valueOf(e.getOriginalMessage()).replaceAll("\\p{Cntrl}", " ");
    return ": " + (message.length() > 200 ? message.substring(0, 200) + "…" : message);
  }

  static Fault unfit(String message) {
    return new Fault(FaultKind.UNACCEPTABLE, message);
  }

  private Set<String> document(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw unfit("file: must be a JSON object with the agents in it");
    }
    Set<String> names = new LinkedHashSet<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      names.add(name);
      parser.nextToken();
      if (takers.containsKey(name) || name.equals("agents")) {
        section(parser, name);
      } else {
        parser.skipChildren();
      }
      if (sections != null && names.containsAll(asked(sections))) {
        return names;
      }
    }
    if (parser.nextToken() != null) {
      throw unfit("file: must be one JSON object and nothing after it");
    }
    return names;
  }

  private Set<String> asked(Set<String> present) {
    Set<String> asked = new HashSet<>(takers.keySet());
    if (asked.remove(AGENT_MESSAGES)) {
      asked.add("agents");
    }
    asked.retainAll(present);
    return asked;
  }

  private void section(JsonParser parser, String name) throws IOException {
    if (name.equals("thoth")) {
      take(name, name, object(parser, name, false), 0);
      return;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw unfit(name + ": must be an array");
    }
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      String place = name + "[" + i + "]";
      if (name.equals("agents")) {
        agent(parser, place, i);
      } else {
        take(name, place, object(parser, place, STREAMED.contains(name)), 0);
      }
    }
  }

  private void restWhenDue() {
    long worked = System.nanoTime() - turnBegan;
    if (rests && worked > TURN) {
      Pause.after(worked, REST);
      turnBegan = System.nanoTime();
    }
  }

  private void take(String name, String place, ObjectNode item, int owner) {
    Taking taker = takers.get(name);
    if (taker != null) {
      taker.item(place, item, owner);
      restWhenDue();
    }
  }

  /**
   * @param streamed whether it is not held in memory for longer than it takes to hand it out
   */
  private ObjectNode object(JsonParser parser, String place, boolean streamed) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw unfit(place + ": must be an object");
    }
    long before = parser.currentLocation().getByteOffset();
    ObjectNode item = (ObjectNode) ITEMS.readTree(parser);
    if (!streamed) {
      hold(place, parser.currentLocation().getByteOffset() - before);
    }
    return item;
  }

  private void hold(String place, long bytes) {
    held += bytes;
    if (held > MOST_HELD) {
      throw unfit(
          place + ": agents, blocks, tools and archives are more than " + MOST_HELD + " bytes");
    }
  }

  /** An agent is handed out without its messages, which come one by one. */
  private void agent(JsonParser parser, String place, int index) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw unfit(place + ": must be an object");
    }
    ObjectNode agent = Json.raw().createObjectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("messages")) {
        messages(parser, place, index);
      } else {
        long before = parser.currentLocation().getByteOffset();
        agent.set(name, ITEMS.<JsonNode>readTree(parser));
        hold(place, parser.currentLocation().getByteOffset() - before);
      }
    }
    take("agents", place, agent, index);
  }

  private void messages(JsonParser parser, String place, int index) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw unfit(place + ".messages: must be an array");
    }
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      String where = place + ".messages[" + i + "]";
      take(AGENT_MESSAGES, where, object(parser, where, true), index);
    }
  }
}
