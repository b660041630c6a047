package io.thoth.memory.models;

import io.thoth.memory.http.Asked;
import io.thoth.memory.http.Endpoint;
import java.util.List;

/** The routes of the model lists. */
public final class ModelRoutes {
  private ModelRoutes() {}

  public static List<Endpoint> endpoints() {
    return List.of(
        Asked.get("/v1/models/", Models.LANGUAGE, "List language models clients may name"),
        Asked.get("/v1/models/embedding", Models.EMBEDDING, "List embedding models"),
        Asked.get("/v1/models/embeddings", Models.EMBEDDING, "List embedding models"),
        Asked.get("/v1/providers/", Models.PROVIDERS, "List stored providers: none"));
  }
}
