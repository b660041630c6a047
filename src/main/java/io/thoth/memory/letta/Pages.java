package io.thoth.memory.letta;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Walks through the old server's lists, which go on after the id of the last item. */
final class Pages {
  /** So many different items are handed on at once at most, however long a page is. */
  static final int CHUNK = 100;

  private static final int SMALLER = 4;

  private final LettaClient client;

  Pages(LettaClient client) {
    this.client = client;
  }

  /** A list, all of it. */
  List<Item> all(String path, String kind) {
    List<Item> all = new ArrayList<>();
    each(path, kind, null, all::addAll);
    return all;
  }

  /**
   * Hands a list on, few items at a time; items with one id are never parted.
   *
   * @param path with its query, but for {@code limit} and {@code after}
   * @param kind of the items' ids
   * @param after where the list was left the last time; when the server does not know that any
   *     more, the list begins at its beginning
   * @return whether the server offers the list
   */
  boolean each(String path, String kind, @Nullable String after, Consumer<List<Item>> hand) {
    Walk walk = new Walk(path, kind);
    Optional<List<Item>> page = walk.page(after);
    if (page.isEmpty() && after != null) {
      page = walk.page(null);
    }
    boolean offered = page.isPresent();
    Laps laps = new Laps();
    while (page.isPresent() && !page.get().isEmpty()) {
      walk.chunks(page.get()).forEach(hand);
      String last = page.get().getLast().id(kind);
      if (laps.closedBy(last)) {
        throw new LettaProblem(walk.route + " repeats itself without an end");
      }
      page = walk.page(last);
      if (page.isEmpty()) {
        throw new LettaProblem(
            walk.route + " was changed while it was read; the same command goes on from here");
      }
    }
    return offered;
  }

  /** One list; its pages become smaller when they are too large to be read. */
  private final class Walk {
    private final String path;
    private final String kind;
    private final String route;
    private int limit = CHUNK;

    Walk(String path, String kind) {
      this.path = path;
      this.kind = kind;
      this.route = "GET " + path.replaceFirst("\\?.*", "");
    }

    Optional<List<Item>> page(@Nullable String after) {
      while (true) {
        try {
          Optional<JsonNode> told = client.getBounded(path(after));
          return told.map(list -> Item.all(route, list));
        } catch (LettaClient.TooLarge e) {
          if (limit == 1) {
            throw LettaClient.tooLarge(route);
          }
          limit = Math.max(1, limit / SMALLER);
        }
      }
    }

    private String path(@Nullable String after) {
      String paged = path + (path.contains("?") ? "&" : "?") + "limit=" + limit;
      return after == null ? paged : paged + "&after=" + after;
    }

    List<List<Item>> chunks(List<Item> page) {
      List<List<Item>> chunks = new ArrayList<>();
      List<Item> chunk = new ArrayList<>();
      for (Item item : page) {
        boolean full = chunk.size() >= CHUNK && !item.id(kind).equals(chunk.getLast().id(kind));
        if (full) {
          chunks.add(chunk);
          chunk = new ArrayList<>();
        }
        chunk.add(item);
      }
      chunks.add(chunk);
      return chunks;
    }
  }
}
