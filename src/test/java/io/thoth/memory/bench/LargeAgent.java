package io.thoth.memory.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.thoth.memory.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/**
 * An agent file of any size, always the same text: half of the messages in the agent's own
 * conversation, the others in ten more, and one archive of passages with tags.
 */
record LargeAgent(int messages, int passages) {
  private static final int CONVERSATIONS = 10;
  private static final ObjectReader ITEMS =
      Json.raw().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final String[] ROLES = {"user", "assistant"};
  private static final String[] WORDS =
      ("owl river compiler garden winter letter engine silver market doctor music station yellow"
              + " bridge school answer mountain coffee window theatre sister harbour minute paper"
              + " planet kitchen forest number village ticket")
          .split(" ");

  /** How many of each there are, and a digest of what they say and where, in their order. */
  record Content(long passages, long messages, String digest) {}

  Content content() {
    MessageDigest digest = digest();
    for (int i = 0; i < passages; i++) {
      say(digest, passage(i), tag(i));
    }
    for (int i = 0; i < messages; i++) {
      say(digest, ROLES[i % 2], message(i), place(i), position(i));
    }
    return new Content(passages, messages, HexFormat.of().formatHex(digest.digest()));
  }

  void write(Path file) throws IOException {
    try (JsonGenerator json = Json.raw().createGenerator(Files.newBufferedWriter(file))) {
      json.writeStartObject();
      json.writeArrayFieldStart("agents");
      json.writeStartObject();
      json.writeStringField("id", "agent-0");
      json.writeStringField("name", "large");
      json.writeEndObject();
      json.writeEndArray();
      for (String none : new String[] {"blocks", "tools"}) {
        json.writeArrayFieldStart(none);
        json.writeEndArray();
      }
      json.writeFieldName("thoth");
      json.writeRawValue(
          "{\"agents\":[{\"id\":\"agent-0\","
              + "\"archives\":[{\"id\":\"archive-0\",\"owned\":true}]}]}");
      json.writeFieldName("archives");
      json.writeRawValue("[{\"id\":\"archive-0\",\"name\":\"large\"}]");
      json.writeArrayFieldStart("passages");
      for (int i = 0; i < passages; i++) {
        writePassage(json, i);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("conversations");
      for (int i = 0; i < CONVERSATIONS; i++) {
        json.writeRawValue(
            "{\"id\":\"conv-%d\",\"agent_id\":\"agent-0\",\"created_at\":\"2026-01-01T00:00:%02dZ\"}"
                .formatted(i, i));
      }
      json.writeEndArray();
      json.writeArrayFieldStart("messages");
      for (int i = 0; i < messages; i++) {
        writeMessage(json, i);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void writePassage(JsonGenerator json, int i) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", "passage-" + i);
    json.writeStringField("archive_id", "archive-0");
    json.writeStringField("text", passage(i));
    json.writeArrayFieldStart("tags");
    json.writeString(tag(i));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeMessage(JsonGenerator json, int i) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", "message-" + i);
    json.writeStringField("agent_id", "agent-0");
    json.writeStringField("role", ROLES[i % 2]);
    json.writeStringField("content", message(i));
    if (!place(i).isEmpty()) {
      json.writeStringField("conversation_id", place(i));
      json.writeArrayFieldStart("placements");
      json.writeStartObject();
      json.writeStringField("conversation_id", place(i));
      json.writeNumberField("position", Integer.parseInt(position(i)));
      json.writeEndObject();
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  /** What an export holds. */
  static Content read(Path file) throws IOException {
    MessageDigest digest = digest();
    long passages = 0;
    long messages = 0;
    try (JsonParser json = Json.raw().createParser(file.toFile())) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String section = json.currentName();
        json.nextToken();
        if (!section.equals("passages") && !section.equals("messages")) {
          json.skipChildren();
          continue;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
          JsonNode item = ITEMS.readTree(json);
          if (section.equals("passages")) {
            passages++;
            say(digest, item.get("text").asText(), item.at("/tags/0").asText());
          } else {
            messages++;
            say(
                digest,
                item.get("role").asText(),
                item.at("/content/0/text").asText(item.path("content").asText()),
                item.path("conversation_id").asText("").replace("null", ""),
                item.at("/placements/0/position").asText());
          }
        }
      }
    }
    return new Content(passages, messages, HexFormat.of().formatHex(digest.digest()));
  }

  private static String passage(int i) {
    return words(31L * i + 1, 20);
  }

  private static String message(int i) {
    return words(37L * i + 2, 20);
  }

  private static String tag(int i) {
    return "t" + i % 7;
  }

  /** The conversation of a message; empty for the agent's own. */
  private static String place(int i) {
    return i % 4 < 2 ? "" : "conv-" + i / 4 % CONVERSATIONS;
  }

  private static String position(int i) {
    return place(i).isEmpty() ? "" : Integer.toString(1 + i / 4 / CONVERSATIONS * 2 + i % 2);
  }

  private static String words(long seed, int count) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder().append(seed);
    for (int i = 0; i < count; i++) {
      text.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.toString();
  }

  private static void say(MessageDigest digest, String... texts) {
    for (String text : texts) {
      digest.update(text.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
