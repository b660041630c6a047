package io.thoth.memory.search;

import org.jspecify.annotations.Nullable;

/**
 * A document with the work on it done: analysed and quantised before any lock is taken.
 *
 * @param quantized null when the document has no vector
 */
record Entry(Document document, Words words, @Nullable Quantized quantized) {
  static Entry of(Document document) {
    float[] vector = document.vector();
    return new Entry(
        document,
        Words.of(document.text()),
        vector == null ? null : Quantized.of(vector, Quantized.DOCUMENT_LEVELS));
  }
}
