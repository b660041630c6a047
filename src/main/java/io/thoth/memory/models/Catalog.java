package io.thoth.memory.models;

import io.thoth.memory.models.Models.EmbeddingModel;
import io.thoth.memory.models.Models.LanguageModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The usual handles, and the configuration that clients expect beside one. Any other handle is
 * accepted too. Immutable.
 */
public final class Catalog {
  private static final int USUAL_WINDOW = 128_000;
  private static final int CHUNK = 300;
  private static final int BATCH = 32;

  private static final List<LanguageModel> LANGUAGE =
      List.of(
          language("openai", "gpt-4o-mini", 128_000),
          language("openai", "gpt-4o", 128_000),
          language("openai", "gpt-4.1", 1_047_576),
          language("openai", "gpt-4.1-mini", 1_047_576),
          language("openai", "gpt-5", 272_000),
          language("openai", "gpt-5-mini", 272_000),
          language("anthropic", "claude-sonnet-4-5", 200_000),
          language("anthropic", "claude-haiku-4-5", 200_000),
          language("google_ai", "gemini-2.5-pro", 1_048_576),
          language("google_ai", "gemini-2.5-flash", 1_048_576));

  private final @Nullable String embeddedBy;
  private final List<EmbeddingModel> embedding;

  /**
   * @param own the model this service embeds with; null when nothing embeds
   * @param dimensions of its vectors
   */
  public Catalog(@Nullable Handle own, int dimensions) {
    embeddedBy = own == null ? null : own.text();
    Stream<EmbeddingModel> first =
        own == null ? Stream.empty() : Stream.of(embedding(own, dimensions));
    Stream<EmbeddingModel> usual =
        Stream.of(
            embedding(new Handle("openai", "text-embedding-3-small"), 1536),
            embedding(new Handle("openai", "text-embedding-3-large"), 3072),
            embedding(new Handle("openai", "text-embedding-ada-002"), 1536),
            embedding(new Handle("letta", "letta-free"), 1536));
    embedding =
        Stream.concat(first, usual.filter(model -> !model.handle().equals(embeddedBy))).toList();
  }

  public List<LanguageModel> language() {
    return LANGUAGE;
  }

  public List<EmbeddingModel> embedding() {
    return embedding;
  }

  /** The fields of {@code llm_config} that follow from a handle alone. */
  public static Map<String, Object> languageConfig(Handle handle) {
    LanguageModel model =
        LANGUAGE.stream()
            .filter(known -> known.handle().equals(handle.text()))
            .findFirst()
            .orElseGet(() -> language(handle.provider(), handle.model(), USUAL_WINDOW));
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("handle", handle.text());
    config.put("model", handle.model());
    config.put("display_name", model.displayName());
    config.put("model_endpoint_type", model.modelEndpointType());
    config.put("provider_name", handle.provider());
    config.put("context_window", model.contextWindow());
    config.put("temperature", 1.0);
    config.put("enable_reasoner", true);
    config.put("max_reasoning_tokens", 0);
    config.put("put_inner_thoughts_in_kwargs", false);
    config.put("parallel_tool_calls", false);
    config.put("strict", false);
    config.put("return_logprobs", false);
    config.put("return_token_ids", false);
    return config;
  }

  /** The fields of {@code embedding_config} that follow from a handle alone. */
  public Map<String, Object> embeddingConfig(Handle handle) {
    EmbeddingModel model =
        embedding.stream()
            .filter(known -> known.handle().equals(handle.text()))
            .findFirst()
            .orElseGet(() -> embedding(handle, 1536));
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("handle", model.handle());
    config.put("embedding_model", model.embeddingModel());
    config.put("embedding_endpoint_type", model.embeddingEndpointType());
    config.put("embedding_dim", model.embeddingDim());
    config.put("embedding_chunk_size", CHUNK);
    config.put("batch_size", BATCH);
    return config;
  }

  private static LanguageModel language(String provider, String name, int window) {
    String endpoint = EndpointTypes.LANGUAGE.contains(provider) ? provider : "openai";
    String type = "lmstudio".equals(provider) ? "lmstudio_openai" : endpoint;
    return new LanguageModel(
        provider + "/" + name,
        name,
        name,
        type,
        provider,
        "base",
        "llm",
        name,
        endpoint,
        null,
        window,
        window);
  }

  private EmbeddingModel embedding(Handle handle, int dimensions) {
    String endpoint = EndpointTypes.ofEmbedder(handle.provider());
    return new EmbeddingModel(
        handle.text(),
        handle.model(),
        handle.model(),
        endpoint,
        handle.provider(),
        "embedding",
        endpoint,
        null,
        handle.model(),
        dimensions,
        CHUNK,
        BATCH,
        embeddedBy);
  }
}
