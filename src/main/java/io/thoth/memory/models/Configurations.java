package io.thoth.memory.models;

import static java.util.Map.entry;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Texts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code llm_config} and {@code embedding_config}: what clients may say in them, and how they are
 * read back. A field that is known has the type clients expect of it; one that is not is kept as it
 * came.
 */
public final class Configurations {
  private static final Map<String, Class<?>> LANGUAGE =
      Map.ofEntries(
          entry("handle", String.class),
          entry("model", String.class),
          entry("display_name", String.class),
          entry("model_endpoint_type", String.class),
          entry("model_endpoint", String.class),
          entry("model_wrapper", String.class),
          entry("provider_name", String.class),
          entry("provider_category", String.class),
          entry("context_window", Integer.class),
          entry("max_tokens", Integer.class),
          entry("temperature", Number.class),
          entry("frequency_penalty", Number.class),
          entry("enable_reasoner", Boolean.class),
          entry("reasoning_effort", String.class),
          entry("max_reasoning_tokens", Integer.class),
          entry("effort", String.class),
          entry("verbosity", String.class),
          entry("tier", String.class),
          entry("compatibility_type", String.class),
          entry("put_inner_thoughts_in_kwargs", Boolean.class),
          entry("parallel_tool_calls", Boolean.class),
          entry("strict", Boolean.class),
          entry("response_format", Map.class),
          entry("return_logprobs", Boolean.class),
          entry("top_logprobs", Integer.class),
          entry("return_token_ids", Boolean.class),
          entry("tool_call_parser", String.class));

  private static final Map<String, Class<?>> EMBEDDING =
      Map.of(
          "handle", String.class,
          "embedding_model", String.class,
          "embedding_endpoint_type", String.class,
          "embedding_endpoint", String.class,
          "embedding_dim", Integer.class,
          "embedding_chunk_size", Integer.class,
          "batch_size", Integer.class,
          "azure_endpoint", String.class,
          "azure_version", String.class,
          "azure_deployment", String.class);

  /** The texts that clients read as one of a set. */
  private static final Map<String, Set<String>> CHOICES =
      Map.of(
          "model_endpoint_type", EndpointTypes.LANGUAGE,
          "embedding_endpoint_type", EndpointTypes.EMBEDDING,
          "provider_category", Set.of("base", "byok"),
          "reasoning_effort", Set.of("none", "minimal", "low", "medium", "high", "xhigh"),
          "effort", Set.of("low", "medium", "high", "max"),
          "verbosity", Set.of("low", "medium", "high"),
          "compatibility_type", Set.of("gguf", "mlx"));

  private Configurations() {}

  /** What a client said in {@code llm_config}, without the nulls; null stays null. */
  public static @Nullable Map<String, Object> language(@Nullable Map<String, Object> said) {
    return checked("llm_config", LANGUAGE, said);
  }

  /** What a client said in {@code embedding_config}, without the nulls; null stays null. */
  public static @Nullable Map<String, Object> embedding(@Nullable Map<String, Object> said) {
    return checked("embedding_config", EMBEDDING, said);
  }

  /** The configuration with every field: one without a value is null. */
  public static Map<String, @Nullable Object> wholeLanguage(Map<String, Object> kept) {
    return whole(LANGUAGE, kept);
  }

  /** The configuration with every field: one without a value is null. */
  public static @Nullable Map<String, @Nullable Object> wholeEmbedding(
      @Nullable Map<String, Object> kept) {
    return kept == null ? null : completeEmbedding(kept);
  }

  /** The same where there is a configuration; it may be complete already. */
  public static Map<String, @Nullable Object> completeEmbedding(
      Map<String, ? extends @Nullable Object> kept) {
    return whole(EMBEDDING, kept);
  }

  private static @Nullable Map<String, Object> checked(
      String field, Map<String, Class<?>> types, @Nullable Map<String, Object> said) {
    Map<String, Object> object = Texts.object(field, said);
    if (object == null) {
      return null;
    }
    Map<String, Object> kept = new LinkedHashMap<>(object);
    kept.values().removeIf(Objects::isNull);
    kept.forEach((name, value) -> check(field + "." + name, name, types.get(name), value));
    return kept;
  }

  private static void check(String field, String name, @Nullable Class<?> type, Object value) {
    if (type != null && !type.isInstance(value)) {
      throw Fault.invalid(field, "must be " + wanted(type));
    }
    Set<String> choices = CHOICES.get(name);
    if (type != null && choices != null && !choices.contains(value)) {
      throw Fault.invalid(field, "must be one of " + new TreeSet<>(choices));
    }
    if (type == Integer.class && (Integer) value < 0) {
      throw Fault.invalid(field, "must not be negative");
    }
  }

  private static String wanted(Class<?> type) {
    if (type == String.class) {
      return "a string";
    }
    if (type == Boolean.class) {
      return "true or false";
    }
    if (type == Map.class) {
      return "an object";
    }
    return type == Integer.class ? "an integer in range" : "a number";
  }

  private static Map<String, @Nullable Object> whole(
      Map<String, Class<?>> types, Map<String, ? extends @Nullable Object> kept) {
    Map<String, @Nullable Object> whole = new LinkedHashMap<>(kept);
    types.keySet().stream().sorted().forEach(name -> whole.putIfAbsent(name, null));
    return whole;
  }
}
