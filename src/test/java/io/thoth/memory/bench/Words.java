package io.thoth.memory.bench;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts of words by chance. */
final class Words {
  private static final String[] WORDS =
      ("owl river compiler garden winter letter engine silver market doctor music station yellow"
              + " bridge school answer mountain coffee window theatre sister harbour minute paper"
              + " planet kitchen forest number village ticket")
          .split(" ");

  private Words() {}

  static String text(Random random, int words) {
    return IntStream.range(0, words)
        .mapToObj(_ -> WORDS[random.nextInt(WORDS.length)])
        .collect(Collectors.joining(" "));
  }
}
