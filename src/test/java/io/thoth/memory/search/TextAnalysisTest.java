package io.thoth.memory.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextAnalysisTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   \t\n",
        "The cats' painting and Melanie's paintings, painted by the painters",
        "Meet at 3:45pm on 8 May, 2023 — e-mail: ann@example.com, v1.2.3 (x86_64)",
        "Größe naïve café İstanbul ΣΊΣΥΦΟΣ ŒUVRE",
        "東京タワー и Москва مرحبا",
        "👩‍👩‍👧 emoji \uD83D lone surrogate \u0000 and NUL",
        "it’s John’s O'Reilly ’s 's"
      })
  void theTermsAreThoseOfLucenesEnglishAnalyzer(String text) throws IOException {
    assertEquals(reference(text), TextAnalysis.terms(text));
  }

  @Test
  void aWordOfAnyLengthIsCutAsLuceneCutsIt() throws IOException {
    String text = "x".repeat(1_000) + " tail";

    assertEquals(reference(text), TextAnalysis.terms(text));
  }

  @Test
  void manyThreadsAtOnceEachGetTheirOwnTerms() throws Exception {
    List<Future<List<String>>> results = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 500; i++) {
        String text = ("word" + i + " ").repeat(50);
        results.add(threads.submit(() -> TextAnalysis.terms(text)));
      }
      for (int i = 0; i < 500; i++) {
        assertEquals(50, results.get(i).get().size());
        assertEquals(List.of("word" + i), results.get(i).get().stream().distinct().toList());
      }
    }
  }

  private static List<String> reference(String text) throws IOException {
    List<String> terms = new ArrayList<>();
    try (EnglishAnalyzer analyzer = new EnglishAnalyzer();
        TokenStream stream = analyzer.tokenStream("text", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        terms.add(term.toString());
      }
      stream.end();
    }
    return terms;
  }
}
