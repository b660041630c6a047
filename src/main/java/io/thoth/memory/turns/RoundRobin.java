package io.thoth.memory.turns;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * A queue of several lines that take turns: after one of a line comes one of every other line that
 * has any. Within a line the order of arrival holds. Not thread-safe.
 */
public final class RoundRobin<T> {
  /** Lines with somebody in them, the one whose turn it is first. */
  private final Map<String, Queue<T>> lines = new LinkedHashMap<>();

  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /** Joins the end of a line. */
  public void add(String whose, T item) {
    lines.computeIfAbsent(whose, _ -> new ArrayDeque<>()).add(item);
  }

  /**
   * Takes the next one.
   *
   * @throws java.util.NoSuchElementException when nobody waits
   */
  public T take() {
    Map.Entry<String, Queue<T>> first = lines.entrySet().iterator().next();
    String whose = first.getKey();
    Queue<T> line = first.getValue();
    T item = line.remove();
    lines.remove(whose);
    if (!line.isEmpty()) {
      lines.put(whose, line);
    }
    return item;
  }

  /** Takes somebody out who will not wait any more; says whether it was there. */
  public boolean leave(String whose, T item) {
    Queue<T> line = lines.get(whose);
    if (line == null || !line.remove(item)) {
      return false;
    }
    if (line.isEmpty()) {
      lines.remove(whose);
    }
    return true;
  }

  /** Everybody who waits. */
  public List<T> all() {
    return lines.values().stream().flatMap(Queue::stream).toList();
  }
}
