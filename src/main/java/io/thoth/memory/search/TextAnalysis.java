package io.thoth.memory.search;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Text to terms: the chain of Lucene's {@link EnglishAnalyzer}. The analyser itself keeps one chain
 * per thread, which with virtual threads means building one for nearly every call; here chains are
 * borrowed from a pool, which ends up holding as many as ever ran at once. Safe for any thread.
 */
final class TextAnalysis {
  private static final Queue<Chain> IDLE = new ConcurrentLinkedQueue<>();

  private TextAnalysis() {}

  /** The terms of the text in order, with repetitions; stop words are gone. */
  static List<String> terms(String text) {
    Chain pooled = IDLE.poll();
    Chain chain = pooled == null ? new Chain() : pooled;
    List<String> terms = chain.terms(text);
    // Only now: a chain that threw is in an unknown state and is dropped.
    IDLE.add(chain);
    return terms;
  }

  private static final class Chain {
    private final StandardTokenizer tokenizer = new StandardTokenizer();
    private final TokenStream stream =
        new PorterStemFilter(
            new StopFilter(
                new LowerCaseFilter(new EnglishPossessiveFilter(tokenizer)),
                EnglishAnalyzer.ENGLISH_STOP_WORDS_SET));
    private final CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);

    List<String> terms(String text) {
      List<String> terms = new ArrayList<>();
      tokenizer.setReader(new StringReader(text));
      try (stream) {
        stream.reset();
        while (stream.incrementToken()) {
          terms.add(term.toString());
        }
        stream.end();
      } catch (IOException e) {
        throw new UncheckedIOException("reading from a string", e);
      }
      return terms;
    }
  }
}
