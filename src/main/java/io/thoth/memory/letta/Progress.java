package io.thoth.memory.letta;

/** Hears how far an import has come; must be quick. */
@FunctionalInterface
public interface Progress {
  /** One line for a person. */
  void at(String line);
}
