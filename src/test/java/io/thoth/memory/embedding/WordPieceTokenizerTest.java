package io.thoth.memory.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Our tokenizer against the reference implementation, which runs natively through DJL. */
class WordPieceTokenizerTest {
  private static final int ALL = 1_000_000;
  private static HuggingFaceTokenizer reference;
  private static WordPieceTokenizer tokenizer;
  private static List<String> vocabulary;

  @BeforeAll
  static void load() throws IOException {
    System.setProperty("ai.djl.offline", "true");
    try (InputStream file = E5Model.resource("/e5-small-v2-q-tokenizer.json").openStream()) {
      reference = HuggingFaceTokenizer.newInstance(file, Map.of("truncation", "false"));
    }
    Map<String, Integer> ids = E5Model.vocabulary();
    tokenizer = new WordPieceTokenizer(ids);
    vocabulary = ids.keySet().stream().sorted().toList();
  }

  @AfterAll
  static void close() {
    reference.close();
  }

  @Test
  void vocabularyIsRead() {
    assertEquals(30_522, vocabulary.size());
  }

  @Test
  void conversationsAreSplitLikeTheReferenceDoes() throws IOException {
    assertEquals(List.of(), different(Locomo.texts()));
  }

  @Test
  void hostileTextsAreSplitLikeTheReferenceDoes() {
    List<String> texts = HostileTexts.some(20_000, vocabulary);

    assertEquals(List.of(), different(texts));
  }

  @Test
  void everyPieceOfTheVocabularyIsSplitLikeTheReferenceDoes() {
    assertEquals(List.of(), different(vocabulary));
  }

  /** Inside a word and on its own; of the code points that mean nothing a hundredth will do. */
  @Test
  void everyCodePointIsTreatedLikeTheReferenceDoes() {
    List<String> texts = new ArrayList<>();
    for (int from = 0; from <= Character.MAX_CODE_POINT; from += 100) {
      texts.add(
          IntStream.range(from, Math.min(from + 100, Character.MAX_CODE_POINT + 1))
              .filter(c -> Character.getType(c) != Character.SURROGATE)
              .filter(c -> c % 97 == 0 || (Character.isDefined(c) && c < 0xf0000))
              .mapToObj(c -> "ab%1$scd %1$s".formatted(Character.toString(c)))
              .collect(Collectors.joining(" ")));
    }

    assertEquals(List.of(), different(texts));
  }

  @Test
  void longTextIsCutToTheLimitLikeTheReferenceDoes() {
    String text = String.join(" ", vocabulary.subList(2_000, 4_000));

    int[] ids = tokenizer.encode(text, 512);

    int[] all = referenceIds(text);
    all[511] = all[all.length - 1];
    assertArrayEquals(Arrays.copyOf(all, 512), ids);
  }

  @Test
  void wordCutByTheLimitIsUnknownWhenItsRestIs() {
    String word = "e".repeat(30) + "\u2603";

    int[] ids = tokenizer.encode(word, 5);

    assertEquals(3, ids.length);
    assertArrayEquals(referenceIds(word), ids);
  }

  @Test
  void whatIsCutOffCostsNothing() {
    String text = "word ".repeat(20_000_000);

    int[] ids = assertTimeout(Duration.ofSeconds(1), () -> tokenizer.encode(text, 512));

    assertEquals(512, ids.length);
  }

  @Test
  void loneSurrogateIsDropped() {
    assertArrayEquals(tokenizer.encode("ab", ALL), tokenizer.encode("a\ud800b\udfff", ALL));
  }

  /** The texts that the two split differently, and how. */
  private static List<String> different(List<String> texts) {
    return texts.stream()
        .filter(text -> !Arrays.equals(referenceIds(text), tokenizer.encode(text, ALL)))
        .map(
            text ->
                text
                    + " is "
                    + Arrays.toString(referenceIds(text))
                    + " not "
                    + Arrays.toString(tokenizer.encode(text, ALL)))
        .toList();
  }

  private static int[] referenceIds(String text) {
    return Arrays.stream(reference.encode(text).getIds()).mapToInt(Math::toIntExact).toArray();
  }
}
