package io.thoth.memory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.thoth.memory.json.Json;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpliceTest {

  @ParameterizedTest
  @CsvSource({
    "'','',0,0,''",
    "abc,abc,3,0,''",
    "abc,abcd,3,0,d",
    "abc,xabc,0,0,x",
    "abcd,ad,1,2,''",
    "abcd,axyd,1,2,xy",
    "aaa,aa,2,1,''",
    "aa,aaa,2,0,a",
    "🦉,🦇,0,2,🦇",
    "🦉🦇,🦇,0,2,''",
    "🦉,🦉🦇,2,0,🦇",
    "𝄞,🄞,0,2,🄞"
  })
  void aSpliceIsTheStretchThatDiffers(
      String old, String fresh, int start, int removed, String inserted) {
    assertEquals(new Splice(start, removed, inserted), Splice.between(old, fresh));
    assertEquals(fresh, Splice.between(old, fresh).in(old));
  }

  @Test
  void anySpliceSurvivesJsonAndMakesTheNewTextOfTheOld() {
    Random random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      String old = text(random, 12);
      String fresh = random.nextInt(4) == 0 ? text(random, 12) : changed(random, old);

      String kept = Json.write(Splice.between(old, fresh));

      assertEquals(fresh, Json.read(kept, Splice.class).in(old), () -> old + " -> " + fresh);
    }
  }

  /** Of characters that share either half of their surrogate pairs. */
  private static String text(Random random, int most) {
    int[] alphabet = {'a', 'b', '\n', 0x1F989, 0x1F987, 0x1D11E, 0x1F11E, 0x10FFFF};
    return random
        .ints(random.nextInt(most), 0, alphabet.length)
        .map(index -> alphabet[index])
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String changed(Random random, String old) {
    int[] points = old.codePoints().toArray();
    int from = random.nextInt(points.length + 1);
    int to = from + random.nextInt(points.length - from + 1);
    return new String(points, 0, from)
        + text(random, 4)
        + new String(points, to, points.length - to);
  }
}
