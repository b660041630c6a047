package io.thoth.memory.embedding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The bodies of {@code POST /embeddings} as OpenAI's API reference has them: {@code {"model",
 * "input": [text]}} and {@code {"data": [{"index", "embedding": [number]}]}}.
 */
final class OpenAiProtocol {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN = 200;

  private OpenAiProtocol() {}

  static byte[] request(String model, List<String> texts) {
    try {
      return JSON.writeValueAsBytes(Map.of("model", model, "input", texts));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * The unit vectors of an answer, by their index.
   *
   * @param dimensions what each must have, 0 when they only must agree
   * @throws IllegalArgumentException saying what is wrong with the answer
   */
  static List<float[]> vectors(byte[] body, int count, int dimensions) {
    JsonNode data = parse(body).path("data");
    require(data.size() == count, data.size() + " vectors for " + count + " texts");
    float[][] vectors = new float[count][];
    int expected = dimensions > 0 ? dimensions : data.path(0).path("embedding").size();
    for (JsonNode item : data) {
      int index = item.path("index").asInt(-1);
      require(0 <= index && index < count && vectors[index] == null, "index " + item.path("index"));
      vectors[index] = vector(item.path("embedding"), expected);
    }
    return List.of(vectors);
  }

  private static float[] vector(JsonNode numbers, int dimensions) {
    require(numbers.size() == dimensions, numbers.size() + " dimensions instead of " + dimensions);
    float[] vector = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      require(numbers.get(i).isNumber(), "a vector with " + numbers.get(i));
      vector[i] = numbers.get(i).floatValue();
    }
    return UnitVector.scale(vector);
  }

  /** What a refusal says, in any of the shapes in use, cut to what fits on a line. */
  static String error(byte[] body) {
    JsonNode answer = parse(body);
    String text =
        Stream.of("/error/message", "/error", "/message", "/detail")
            .map(answer::at)
            .filter(JsonNode::isTextual)
            .map(JsonNode::textValue)
            .findFirst()
            .orElse("no reason given");
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  private static JsonNode parse(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }

  private static void require(boolean holds, String wrong) {
    if (!holds) {
      throw new IllegalArgumentException(wrong);
    }
  }
}
