package io.thoth.memory.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Texts that a tokenizer may trip over, the same ones in every run. */
final class HostileTexts {
  private static final List<String> CHOSEN =
      List.of(
          "",
          " ",
          "\t\n\r\f\u000b\u0085\u00a0\u2028\u2029\u3000\ufeff",
          "plain words, with punctuation: don't (stop)... now!",
          "İstanbul'da IŞIK ıssız; ÀÉÎÕÜ çñ ßẞ ﬁﬂ ǅ Ω Å K",
          "naïve café cafe\u0301 a\u0308\u0304 \u0301start Z\u0351\u036b\u0343a\u0320lgo",
          "zero\u200bwidth\u200cjoin\u200der\u2060word\u00adhyphen\ufefftext \u202ertl\u202c",
          "control\u0000\u0001\u001f\u007f\u0080\u009fchars \ufffd \ufffe \uffff \ue000",
          "👩‍👩‍👧‍👦 👍🏽 🇩🇪 ☺️ ☺ 1️⃣ 🏴‍☠️ 🫠",
          "中文字符和English混排，全角！？　カタカナ ひらがな 한국어 조선글 각",
          "𠀀𪛟𪜀𫜴𫝀𫠝𫠠𬺡 丽豈更車",
          "العربية עִבְרִית हिन्दी ไทย ქართული Ελληνικά ΣΑΣ русский ЁЙ",
          "𝕳𝖊𝖑𝖑𝖔 ｆｕｌｌｗｉｄｔｈ ①②③ ½ ™ № Ⅷ",
          "¡¿«»„“”‘’–—…‰†‡•‹›⁄€£¥§¶±×÷ $+<=>^`|~ _under_score_",
          "[CLS] [SEP][MASK] x[UNK]y [PAD] [cls] [ CLS ] [CLS [[SEP]] [sep",
          "##ing ##s un##able # ## ### [unused5] [unused99]",
          "http://example.org/a?b=c&d=%20#frag me@example.org C:\\dir\\f.txt 2024-05-01T10:00:00Z",
          "x".repeat(99) + " " + "x".repeat(100) + " " + "x".repeat(101) + " end",
          "a".repeat(150) + "." + "é".repeat(150) + " " + "ば".repeat(150),
          "e" + "\u0301".repeat(200) + "nd " + "\u200b".repeat(300) + "x",
          "supercalifragilisticexpialidocious pneumonoultramicroscopicsilicovolcanoconiosis");

  /** First and last code point of blocks in which something is special. */
  private static final int[][] BLOCKS = {
    {0x00, 0x7f},
    {0x80, 0xff},
    {0x100, 0x24f},
    {0x250, 0x36f},
    {0x370, 0x52f},
    {0x530, 0x7bf},
    {0x900, 0x97f},
    {0xe00, 0xe7f},
    {0x1100, 0x11ff},
    {0x1ab0, 0x1aff},
    {0x1e00, 0x1fff},
    {0x2000, 0x206f},
    {0x2070, 0x23ff},
    {0x2600, 0x27bf},
    {0x2e00, 0x2e7f},
    {0x3000, 0x30ff},
    {0x3400, 0x9fff},
    {0xa640, 0xa6ff},
    {0xac00, 0xd7a3},
    {0xe000, 0xe0ff},
    {0xf900, 0xfaff},
    {0xfb00, 0xfdff},
    {0xfe00, 0xffff},
    {0x10000, 0x107ff},
    {0x10a00, 0x10fff},
    {0x11000, 0x12fff},
    {0x16000, 0x16fff},
    {0x1d000, 0x1d7ff},
    {0x1e000, 0x1e9ff},
    {0x1f000, 0x1faff},
    {0x20000, 0x2ceaf},
    {0x2f800, 0x2fa1f},
    {0xe0000, 0xe01ef},
    {0x10fff0, 0x10ffff}
  };

  private HostileTexts() {}

  /** The chosen ones, and {@code count} put together at random from words, code points and both. */
  static List<String> some(int count, List<String> words) {
    Random random = new Random(20_240_501);
    List<String> texts = new ArrayList<>(CHOSEN);
    for (int i = 0; i < count; i++) {
      texts.add(
          Stream.generate(() -> piece(random, words))
              .limit(1 + random.nextInt(40))
              .collect(Collectors.joining()));
    }
    return texts;
  }

  private static String piece(Random random, List<String> words) {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> words.get(random.nextInt(words.size())) + " ";
      case 3 -> words.get(random.nextInt(words.size())).toUpperCase(Locale.ROOT);
      case 4 -> Character.toString(' ' + random.nextInt(95));
      case 5 -> " ";
      default -> codePoint(random);
    };
  }

  private static String codePoint(Random random) {
    int[] block = BLOCKS[random.nextInt(BLOCKS.length)];
    return Character.toString(block[0] + random.nextInt(block[1] - block[0] + 1));
  }
}
