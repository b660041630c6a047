package io.thoth.memory.embedding;

import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URL;
import java.util.HashMap;
import java.util.Map;

/**
 * e5-small-v2 (Wang et al., "Text Embeddings by Weakly-Supervised Contrastive Pre-training", 2022),
 * weights in 8 bits, for English. It was trained with {@code query: } and {@code passage: } before
 * the texts and the mean of the last layer as the vector; 512 tokens are all it reads.
 */
final class E5Model implements TextModel {
  static final int DIMENSIONS = 384;
  private static final int MAX_TOKENS = 512;
  private static final String WEIGHTS = "/e5-small-v2-q.onnx";
  private static final String VOCABULARY = "/e5-small-v2-q-tokenizer.json";

  private final WordPieceTokenizer tokenizer;
  private final OnnxModel model;

  private E5Model(WordPieceTokenizer tokenizer, OnnxModel model) {
    this.tokenizer = tokenizer;
    this.model = model;
  }

  static E5Model load() throws IOException, OrtException {
    return new E5Model(new WordPieceTokenizer(vocabulary()), OnnxModel.load(resource(WEIGHTS)));
  }

  @Override
  public float[] query(String text) throws OrtException {
    return vector("query: " + text);
  }

  @Override
  public float[] passage(String text) throws OrtException {
    return vector("passage: " + text);
  }

  @Override
  public void close() {
    model.close();
  }

  private float[] vector(String text) throws OrtException {
    return UnitVector.scale(model.meanState(tokenizer.encode(text, MAX_TOKENS)));
  }

  /** The object {@code model.vocab} of a Hugging Face tokenizer file. */
  static Map<String, Integer> vocabulary() throws IOException {
    Map<String, Integer> ids = HashMap.newHashMap(31_000);
    try (JsonParser json = new JsonFactory().createParser(resource(VOCABULARY))) {
      while (json.nextToken() != null && !"vocab".equals(json.currentName())) {
        // Everything before the vocabulary is fixed for this model, and in WordPieceTokenizer.
      }
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        ids.put(json.currentName(), json.nextIntValue(0));
      }
    }
    return ids;
  }

  static URL resource(String name) throws FileNotFoundException {
    URL url = E5Model.class.getResource(name);
    if (url == null) {
      throw new FileNotFoundException("the model's file " + name + " is not on the class path");
    }
    return url;
  }
}
