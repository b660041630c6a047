package io.thoth.memory.embedding;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * BERT's uncased tokenizer: the longest pieces of each word that the vocabulary knows, between
 * {@code [CLS]} and {@code [SEP]}. It gives the same ids as the reference implementation (the Rust
 * crate {@code tokenizers}: {@code BertNormalizer}, {@code BertPreTokenizer}, {@code WordPiece});
 * {@code WordPieceTokenizerTest} compares the two.
 *
 * <p>It goes through a text from white space to white space and stops when it has enough, so what
 * is cut off costs nothing. Immutable and safe for all threads.
 */
final class WordPieceTokenizer {
  /** A longer word is one unknown piece, as in the reference. */
  private static final int MAX_WORD = 100;

  /** Written out in a text, these are taken for what they say, as in the reference. */
  private static final Pattern SPECIAL = Pattern.compile("\\[(?:PAD|UNK|CLS|SEP|MASK)]");

  private final Map<String, Integer> vocabulary;
  private final int longestPiece;
  private final int unknown;
  private final int start;
  private final int end;

  /**
   * @param vocabulary piece to id; a piece that continues a word begins with {@code ##}
   */
  WordPieceTokenizer(Map<String, Integer> vocabulary) {
    this.vocabulary = Map.copyOf(vocabulary);
    this.longestPiece = vocabulary.keySet().stream().mapToInt(String::length).max().orElse(0);
    this.unknown = idOf("[UNK]");
    this.start = idOf("[CLS]");
    this.end = idOf("[SEP]");
  }

  /** The ids of {@code text}, at most {@code limit} with {@code [CLS]} and {@code [SEP]}. */
  int[] encode(String text, int limit) {
    Ids ids = new Ids();
    ids.add(start);
    for (int from = 0; from < text.length() && ids.size < limit; ) {
      int to = BertText.endOfChunk(text, from);
      encodeChunk(text.substring(from, to), ids);
      from = to + 1;
    }
    ids.size = Math.min(ids.size, limit - 1);
    ids.add(end);
    return Arrays.copyOf(ids.values, ids.size);
  }

  private void encodeChunk(String chunk, Ids ids) {
    int from = 0;
    if (chunk.indexOf('[') >= 0) {
      for (Matcher special = SPECIAL.matcher(chunk); special.find(); from = special.end()) {
        encodeWords(chunk.substring(from, special.start()), ids);
        ids.add(idOf(special.group()));
      }
    }
    encodeWords(chunk.substring(from), ids);
  }

  private void encodeWords(String chunk, Ids ids) {
    String words = BertText.words(chunk);
    for (int from = 0; from < words.length(); ) {
      int space = words.indexOf(' ', from);
      int to = space < 0 ? words.length() : space;
      encodeWord(words.substring(from, to), ids);
      from = to + 1;
    }
  }

  private void encodeWord(String word, Ids ids) {
    int before = ids.size;
    boolean known = word.codePointCount(0, word.length()) <= MAX_WORD;
    for (int from = 0; known && from < word.length(); ) {
      int to = Math.min(word.length(), from + longestPiece);
      while (to > from && !ids.add(pieceOf(word, from, to))) {
        to--;
      }
      known = to > from;
      from = to;
    }
    if (!known) {
      ids.size = before;
      ids.add(unknown);
    }
  }

  private @Nullable Integer pieceOf(String word, int from, int to) {
    String piece = word.substring(from, to);
    return vocabulary.get(from == 0 ? piece : "##" + piece);
  }

  private int idOf(String special) {
    Integer id = vocabulary.get(special);
    if (id == null) {
      throw new IllegalArgumentException("vocabulary: " + special + " is missing");
    }
    return id;
  }

  /** A growing list of ints. */
  private static final class Ids {
    private int[] values = new int[64];
    private int size;

    /** False, and nothing added, when {@code id} is null. */
    boolean add(@Nullable Integer id) {
      if (id == null) {
        return false;
      }
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = id;
      return true;
    }
  }
}
