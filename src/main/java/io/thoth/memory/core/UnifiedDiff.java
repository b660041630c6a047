package io.thoth.memory.core;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.Patch;
import java.util.Arrays;
import java.util.List;

/** Differences of texts in the unified format of diff, by lines. */
final class UnifiedDiff {
  private static final int CONTEXT_LINES = 3;

  /** Time and memory grow with the square of what differs; above this, it is one difference. */
  private static final int MOST_LINES = 500;

  private UnifiedDiff() {}

  static String between(String oldName, String old, String freshName, String fresh) {
    List<String> from = lines(old);
    List<String> to = lines(fresh);
    return String.join(
        "\n",
        UnifiedDiffUtils.generateUnifiedDiff(
            oldName, freshName, from, patch(from, to), CONTEXT_LINES));
  }

  private static Patch<String> patch(List<String> from, List<String> to) {
    int most = Math.min(from.size(), to.size());
    int start = 0;
    while (start < most && from.get(start).equals(to.get(start))) {
      start++;
    }
    int same = 0;
    while (same < most - start
        && from.get(from.size() - 1 - same).equals(to.get(to.size() - 1 - same))) {
      same++;
    }
    List<String> removed = from.subList(start, from.size() - same);
    List<String> added = to.subList(start, to.size() - same);
    if (Math.max(removed.size(), added.size()) <= MOST_LINES) {
      return DiffUtils.diff(from, to);
    }
    Patch<String> patch = new Patch<>();
    patch.addDelta(new ChangeDelta<>(new Chunk<>(start, removed), new Chunk<>(start, added)));
    return patch;
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split("\n", -1));
  }
}
