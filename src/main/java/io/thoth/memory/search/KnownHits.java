package io.thoth.memory.search;

import io.thoth.memory.cache.Cache;
import io.thoth.memory.cache.CacheKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what searches of many documents found. Its keys contain how far every collection has
 * come, so what is found here is what would be computed. Thread-safe.
 */
public final class KnownHits {
  private static final int MOST_COLLECTIONS = 16;

  /** Changes whenever hits are computed or written differently. */
  private static final String KIND = "hits1";

  private final Cache cache;
  private final long worth;

  /**
   * @param worth documents from which on a search costs more than asking a cache
   */
  public KnownHits(Cache cache, long worth) {
    this.cache = cache;
    this.worth = worth;
  }

  /**
   * How far a collection has come.
   *
   * @param sequence of its last change
   * @param at when that was made, in microseconds: it tells apart what a copy or a restored backup
   *     of the database goes on with under the same sequence
   */
  public record Version(String id, long sequence, long at) {}

  /** Whether a search of these collections is dear enough to be remembered. */
  public boolean isWorth(List<FollowedIndexes.Place> places) {
    long documents = places.stream().mapToLong(FollowedIndexes.Place::documents).sum();
    return documents >= worth && places.size() <= MOST_COLLECTIONS;
  }

  /**
   * The key of a search.
   *
   * @param model of the vectors
   */
  public static String key(String tenant, String model, List<Version> versions, SearchQuery query) {
    CacheKey key = CacheKey.of(KIND).and(tenant).and(model).and(versions.size());
    versions.forEach(v -> key.and(v.id()).and(v.sequence()).and(v.at()));
    Filter filter = query.filter();
    key.and(query.text()).and(query.vector() == null ? 0 : 1);
    key.and(query.mode().name()).and(query.limit());
    key.and(filter.match().name()).and(filter.from()).and(filter.to());
    filter.tags().stream().sorted().forEach(key::and);
    return key.text();
  }

  /**
   * What was found under this key.
   *
   * @param indexes how many were searched
   */
  public Optional<List<Hit>> find(String key, int indexes) {
    byte[] known = cache.get(key);
    try {
      return known == null ? Optional.empty() : Optional.of(read(known, indexes));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public void keep(String key, List<Hit> hits) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(hits.size());
      for (Hit hit : hits) {
        write(hit, out);
      }
      cache.put(key, bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Hit hit, DataOutputStream out) throws IOException {
    Explanation why = hit.explanation();
    out.writeUTF(hit.id());
    out.writeLong(hit.sequence());
    out.writeInt(hit.index());
    out.writeDouble(hit.score());
    write(why.dense(), out);
    write(why.lexical(), out);
    out.writeDouble(why.fused());
    out.writeDouble(why.neighbours());
    out.writeDouble(why.total());
  }

  private static void write(Explanation.@Nullable Leg leg, DataOutputStream out)
      throws IOException {
    out.writeInt(leg == null ? 0 : leg.rank());
    out.writeDouble(leg == null ? 0 : leg.score());
  }

  private static List<Hit> read(byte[] known, int indexes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(known));
    int count = in.readInt();
    List<Hit> hits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Hit hit = hit(in);
      if (hit.index() < 0 || hit.index() >= indexes) {
        throw new IllegalArgumentException("index: " + hit.index());
      }
      hits.add(hit);
    }
    return hits;
  }

  private static Hit hit(DataInputStream in) throws IOException {
    String id = in.readUTF();
    long sequence = in.readLong();
    int index = in.readInt();
    double score = in.readDouble();
    Explanation.Leg dense = leg(in);
    Explanation.Leg lexical = leg(in);
    double fused = in.readDouble();
    double neighbours = in.readDouble();
    double total = in.readDouble();
    return new Hit(
        id, sequence, index, score, new Explanation(dense, lexical, fused, neighbours, total));
  }

  private static Explanation.@Nullable Leg leg(DataInputStream in) throws IOException {
    int rank = in.readInt();
    double score = in.readDouble();
    return rank == 0 ? null : new Explanation.Leg(score, rank);
  }
}
