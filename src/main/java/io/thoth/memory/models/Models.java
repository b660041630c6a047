package io.thoth.memory.models;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.thoth.memory.bus.Operation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contract: which models clients may name. */
public interface Models {
  Operation<Languages, LanguageModels> LANGUAGE =
      Operation.read("models.language", Languages.class, LanguageModels.class).narrowing();
  Operation<Embeddings, EmbeddingModels> EMBEDDING =
      Operation.read("models.embedding", Embeddings.class, EmbeddingModels.class).narrowing();

  Operation<AskProviders, Providers> PROVIDERS =
      Operation.read("models.providers", AskProviders.class, Providers.class);

  /** Providers that were stored. */
  record AskProviders() {}

  /** None: they belong to the settings of the server. */
  record Providers(@JsonValue List<Map<String, Object>> providers) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Providers {
      providers = List.copyOf(providers);
    }
  }

  record Languages(@Nullable String providerName, @Nullable String providerType) {}

  record Embeddings() {}

  record LanguageModels(@JsonValue List<LanguageModel> models) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LanguageModels {
      models = List.copyOf(models);
    }
  }

  record EmbeddingModels(@JsonValue List<EmbeddingModel> models) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public EmbeddingModels {
      models = List.copyOf(models);
    }
  }

  /** A language model a client may name; its context window in tokens. */
  record LanguageModel(
      String handle,
      String name,
      String displayName,
      String providerType,
      String providerName,
      String providerCategory,
      String modelType,
      String model,
      String modelEndpointType,
      @Nullable String modelEndpoint,
      int contextWindow,
      int maxContextWindow) {}

  /**
   * An embedding model a client may name.
   *
   * @param embeddedBy the model that really embeds here, whatever the client names; null when
   *     nothing embeds and search is by words alone
   */
  record EmbeddingModel(
      String handle,
      String name,
      String displayName,
      String providerType,
      String providerName,
      String modelType,
      String embeddingEndpointType,
      @Nullable String embeddingEndpoint,
      String embeddingModel,
      int embeddingDim,
      int embeddingChunkSize,
      int batchSize,
      @Nullable String embeddedBy) {}
}
