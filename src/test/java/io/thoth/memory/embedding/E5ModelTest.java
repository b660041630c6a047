package io.thoth.memory.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the real model says. */
class E5ModelTest {
  /** Questions and the fact that answers each; no question shares its nouns with the answer. */
  private static final Map<String, String> FACTS =
      Map.of(
          "Which animal lives with her?", "Anna has adopted a grey kitten called Miso.",
          "Which patients does he look after?", "Tom works as a nurse in the city hospital.",
          "Where did they go on vacation?",
              "In July the family travelled to the coast of Portugal.",
          "What food makes him ill?", "Peter is allergic to peanuts and shellfish.",
          "Which instrument is she learning?", "Maria takes cello lessons every Thursday.",
          "How do we deploy the software?",
              "Releases are built by Jenkins and rolled out with Helm.",
          "When is the wedding anniversary?", "They got married on the third of May 2011.",
          "What is his favourite sport?", "On Sundays Ben plays tennis with his brother.");

  private static E5Model model;

  @BeforeAll
  static void load() throws Exception {
    model = E5Model.load();
  }

  @AfterAll
  static void close() {
    model.close();
  }

  static List<String> questions() {
    return FACTS.keySet().stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("questions")
  void nearestFactIsTheAnswer(String question) throws Exception {
    float[] query = model.query(question);

    String nearest =
        FACTS.values().stream()
            .max(Comparator.comparingDouble(fact -> cosine(query, passage(fact))))
            .orElseThrow();

    assertEquals(FACTS.get(question), nearest);
  }

  /** Rounding to bytes costs 0.0001, another version of ONNX Runtime or processor up to 0.003. */
  @Test
  void vectorsAreThoseOfAnotherImplementation() throws Exception {
    float[] query = model.query(ReferenceVectors.QUERY);

    assertEquals(1, cosine(query, ReferenceVectors.query()), 0.005);
    assertEquals(1, cosine(passage(ReferenceVectors.PASSAGE), ReferenceVectors.passage()), 0.005);
  }

  @Test
  void vectorsHaveLengthOne() throws Exception {
    float[] vector = model.query("who?");

    assertEquals(384, vector.length);
    assertEquals(1, cosine(vector, vector), 1e-6);
  }

  @Test
  void questionsAndPassagesAreEmbeddedDifferently() throws Exception {
    float[] query = model.query("the same words");

    assertTrue(cosine(query, passage("the same words")) < 0.99);
  }

  @Test
  void caseAndAccentsDoNotMatter() {
    assertArrayEquals(passage("café au lait"), passage("CAFE AU LAIT"));
  }

  @Test
  void textBeyond512TokensIsIgnored() {
    String text = "memory ".repeat(509);

    assertArrayEquals(passage(text), passage(text + "and much more of it"));
    assertFalse(Arrays.equals(passage("memory ".repeat(500)), passage(text)));
  }

  @Test
  void emptyAndSenselessTextsHaveVectorsToo() {
    for (String text : List.of("", " ", "\u0000", "\ud800", "\u200b", "🫠".repeat(1_000))) {
      assertEquals(1, cosine(passage(text), passage(text)), 1e-6);
    }
  }

  /**
   * ONNX Runtime 1.29 and later contain a telemetry client on Linux and macOS, which also crashes
   * the JVM when its command line is long.
   */
  @Test
  void nativeLibraryHasNoTelemetryClient() throws Exception {
    String library = "/ai/onnxruntime/native/linux-x64/libonnxruntime.so";
    try (InputStream in = E5Model.resource(library).openStream()) {
      String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);

      assertTrue(bytes.contains("onnxruntime"));
      assertFalse(bytes.contains("OneCollector"));
    }
  }

  private static float[] passage(String text) {
    try {
      return model.passage(text);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static double cosine(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
