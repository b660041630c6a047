/**
 * Turns text into unit vectors. Callers see {@link io.thoth.memory.embedding.Embedder} and nothing
 * of what is behind it: the model inside this program, a server that speaks OpenAI's embeddings
 * protocol, or none. An embedder that cannot answer is an ordinary event, said by the checked
 * {@link io.thoth.memory.embedding.EmbeddingUnavailable}, because a text must never be lost, nor a
 * search fail, for want of its vector: store the text, embed it later. Vectors of two models are
 * never comparable, so keep {@link io.thoth.memory.embedding.Embedder#model()} beside every vector.
 */
@NullMarked
package io.thoth.memory.embedding;

import org.jspecify.annotations.NullMarked;
