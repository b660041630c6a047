package io.thoth.memory.recall;

import io.thoth.memory.agents.Agent;
import io.thoth.memory.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what is in a context, part by part; the whole is the sum of the parts. */
final class Overview {
  private static final long USUAL_SIZE = 128_000;
  private static final int BYTES_OF_TOKEN = 4;

  private Overview() {}

  /**
   * @param tools the agent's, as clients are shown them
   * @param shown the messages in the context, the system message first
   */
  static Prompts.Window of(
      Agent agent, SystemPrompt prompt, List<Map<String, Object>> tools, List<Message> shown) {
    List<Map<String, @Nullable Object>> functions = tools.stream().map(Overview::function).toList();
    long ofFunctions = functions.stream().mapToLong(one -> tokens(Json.write(one))).sum();
    List<Message> said = shown.isEmpty() ? shown : shown.subList(1, shown.size());
    long ofMessages = said.stream().mapToLong(one -> tokens(Json.write(one.body()))).sum();
    long ofMetadata = tokens(prompt.metadata());
    long ofTemplate = tokens(prompt.template());
    long ofMemory = tokens(prompt.memory());
    return new Prompts.Window(
        size(agent),
        ofMetadata + ofTemplate + ofMemory + ofFunctions + ofMessages,
        shown.size(),
        prompt.passages(),
        prompt.messages(),
        ofMetadata,
        prompt.metadata(),
        ofTemplate,
        prompt.template(),
        ofMemory,
        prompt.memory(),
        0,
        null,
        0,
        null,
        0,
        null,
        0,
        null,
        ofFunctions,
        functions,
        ofMessages,
        shown.stream().map(Telling::stored).toList());
  }

  /** A tool as models are told of it. */
  private static Map<String, @Nullable Object> function(Map<String, Object> tool) {
    Map<String, @Nullable Object> function = new LinkedHashMap<>();
    function.put("name", tool.get("name"));
    function.put("description", tool.get("description"));
    function.put(
        "parameters",
        tool.get("json_schema") instanceof Map<?, ?> schema ? schema.get("parameters") : null);
    Map<String, @Nullable Object> one = new LinkedHashMap<>();
    one.put("type", "function");
    one.put("function", function);
    return one;
  }

  private static long size(Agent agent) {
    Object size = agent.llmConfig().get("context_window");
    return size instanceof Number number ? number.longValue() : USUAL_SIZE;
  }

  private static long tokens(String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    return (bytes + BYTES_OF_TOKEN - 1) / BYTES_OF_TOKEN;
  }
}
