package io.thoth.memory.agentfile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ids of one kind as a file has them, {@code block-0} and so on, by those they stand for. */
final class Numbers {
  private final String prefix;
  private final Map<String, String> known = new LinkedHashMap<>();

  Numbers(String prefix) {
    this.prefix = prefix;
  }

  /** The file's id of this one, the next one when it has none yet. */
  String of(String id) {
    return known.computeIfAbsent(id, _ -> prefix + "-" + known.size());
  }

  Optional<String> find(@Nullable String id) {
    return Optional.ofNullable(id).map(known::get);
  }

  /** Where it stands among the others; after them all, when it is none of them. */
  int place(String id) {
    return find(id)
        .map(found -> Integer.parseInt(found.substring(prefix.length() + 1)))
        .orElse(Integer.MAX_VALUE);
  }
}
