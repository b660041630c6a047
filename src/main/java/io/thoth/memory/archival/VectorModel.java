package io.thoth.memory.archival;

import io.thoth.memory.embedding.Embedder;
import io.thoth.memory.models.EndpointTypes;
import org.jspecify.annotations.Nullable;

/**
 * The model that really embeds, in the shape of Letta's embedding configuration.
 *
 * @param embeddingEndpointType one of the types Letta's clients know; {@code hugging-face} for the
 *     model inside this program
 * @param embeddingChunkSize Letta's usual value; passages are never cut into chunks
 */
public record VectorModel(
    String embeddingEndpointType,
    @Nullable String embeddingEndpoint,
    String embeddingModel,
    int embeddingDim,
    int embeddingChunkSize,
    String handle,
    int batchSize) {
  private static final int USUAL_CHUNK = 300;
  private static final int USUAL_BATCH = 32;

  /** The embedder's model; null when there is none or it has not told its dimension yet. */
  static @Nullable VectorModel of(Embedder embedder) {
    return embedder.dimensions() == 0 ? null : of(embedder.model(), embedder.dimensions());
  }

  private static VectorModel of(String handle, int dimensions) {
    int slash = handle.indexOf('/');
    String provider = slash < 0 ? "openai" : handle.substring(0, slash);
    String type = EndpointTypes.ofEmbedder(provider);
    return new VectorModel(
        type, null, handle.substring(slash + 1), dimensions, USUAL_CHUNK, handle, USUAL_BATCH);
  }
}
