package io.thoth.memory.letta;

/** Tells a person how far an import is, now and then. Not thread-safe. */
final class Steps {
  private static final long EVERY = 1_000;

  private final Progress progress;
  private String last = "";
  private long told;

  Steps(Progress progress) {
    this.progress = progress;
  }

  void at(String line) {
    progress.at(line);
  }

  /** So many of a kind have come, lately some of this agent. */
  void reached(String kind, Owner agent, long count) {
    String now = kind + agent.id();
    if (!now.equals(last) || count - told >= EVERY) {
      progress.at("%s: %,d, now those of %s".formatted(kind, count, agent.name()));
      last = now;
      told = count;
    }
  }
}
