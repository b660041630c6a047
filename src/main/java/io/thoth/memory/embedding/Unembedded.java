package io.thoth.memory.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Texts somebody keeps that have no vector of the present model, in an order that does not change.
 *
 * @param <T> one of them
 */
public interface Unembedded<T> {

  /** The handles of the other models that made the newest vector of some text. */
  List<String> otherModels();

  /**
   * Finds them one after another, which goes along an index instead of reading all of it.
   *
   * @param next the first handle after one, in their order
   */
  static List<String> modelsBut(String present, Function<String, Optional<String>> next) {
    List<String> found = new ArrayList<>();
    Optional<String> handle = next.apply("");
    while (handle.isPresent()) {
      found.add(handle.get());
      handle = next.apply(handle.get());
    }
    found.remove(present);
    return found;
  }

  /**
   * The next ones after one.
   *
   * @param former the model that embedded them; null for those that nothing has embedded
   * @param after null for the first
   */
  List<T> next(@Nullable String former, @Nullable T after, int limit);

  String text(T waiting);

  /** Whether a vector of the present model is there from before, so that none is needed. */
  boolean known(T waiting);

  /** Writes the vectors, those that are not null, of texts that have not changed meanwhile. */
  void write(List<T> batch, List<float @Nullable []> vectors);
}
