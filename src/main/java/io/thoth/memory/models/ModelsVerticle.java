package io.thoth.memory.models;

import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** Serves the lists of models. */
public final class ModelsVerticle extends VerticleBase {
  private final Bus bus;
  private final Catalog catalog;

  public ModelsVerticle(Bus bus, Catalog catalog) {
    this.bus = bus;
    this.catalog = catalog;
  }

  @Override
  public Future<?> start() {
    bus.serve(Models.LANGUAGE, this::language);
    bus.serve(Models.EMBEDDING, this::embedding);
    bus.serve(Models.PROVIDERS, (_, _) -> new Models.Providers(List.of()));
    return Future.succeededFuture();
  }

  private Models.LanguageModels language(Models.Languages question, Caller caller) {
    return new Models.LanguageModels(
        catalog.language().stream()
            .filter(
                model ->
                    question.providerName() == null
                        || model.providerName().equals(question.providerName()))
            .filter(
                model ->
                    question.providerType() == null
                        || model.providerType().equals(question.providerType()))
            .toList());
  }

  private Models.EmbeddingModels embedding(Models.Embeddings question, Caller caller) {
    return new Models.EmbeddingModels(catalog.embedding());
  }
}
