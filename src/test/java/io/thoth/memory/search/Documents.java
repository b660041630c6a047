package io.thoth.memory.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Documents for tests in which most of a document does not matter. */
final class Documents {
  static final long SECOND = 1_000_000;
  static final long MINUTE = 60 * SECOND;

  private Documents() {}

  static Document saying(String id, String text) {
    return new Document(id, 0, text, null, List.of(), 0, id);
  }

  static Document tagged(String id, String text, String... tags) {
    return new Document(id, 0, text, null, List.of(tags), 0, id);
  }

  static Document at(long createdAt, String id, String text, @Nullable String session) {
    return new Document(id, 0, text, null, List.of(), createdAt, session);
  }

  static Document pointing(String id, float... vector) {
    return new Document(id, 0, "", vector, List.of(), 0, id);
  }

  static HotIndex index(int dimension, Document... documents) {
    HotIndex index = new HotIndex(dimension);
    for (Document document : documents) {
      index.put(document);
    }
    return index;
  }

  static SearchQuery words(String text, int limit) {
    return new SearchQuery(text, null, Filter.NONE, limit, SearchQuery.Mode.HYBRID);
  }

  static SearchQuery towards(int limit, float... vector) {
    return new SearchQuery("", vector, Filter.NONE, limit, SearchQuery.Mode.HYBRID);
  }

  static List<String> ids(List<Hit> hits) {
    return hits.stream().map(Hit::id).toList();
  }
}
