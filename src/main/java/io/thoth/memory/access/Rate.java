package io.thoth.memory.access;

/**
 * How often an organisation may ask.
 *
 * @param perSecond requests a second in the long run, at least 1
 * @param burst requests at once after a pause, at least 1
 */
public record Rate(int perSecond, int burst) {

  public Rate {
    if (perSecond < 1 || burst < 1) {
      throw new IllegalArgumentException("a rate is at least 1, not " + perSecond + ", " + burst);
    }
  }
}
