package io.thoth.memory.letta;

import io.thoth.memory.archival.NewPassage;
import io.thoth.memory.fault.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts what becomes of everything. Not thread-safe. */
final class Tally {
  static final String TOOLS = "tools";
  static final String BLOCKS = "blocks";
  static final String IDENTITIES = "identities";
  static final String ARCHIVES = "archives";
  static final String AGENTS = "agents";
  static final String PASSAGES = "passages";
  static final String MESSAGES = "messages";
  static final String CONVERSATIONS = "conversations";

  private static final List<String> KINDS =
      List.of(TOOLS, BLOCKS, IDENTITIES, ARCHIVES, AGENTS, PASSAGES, MESSAGES, CONVERSATIONS);

  /** So many of a kind are told one by one. */
  private static final int TOLD = 20;

  private final Map<String, Long> carried = new LinkedHashMap<>();
  private final Map<String, Long> here = new LinkedHashMap<>();
  private final Map<String, Long> refused = new LinkedHashMap<>();
  private final List<Report.Left> left = new ArrayList<>();
  private final Map<String, Set<String>> deleted = new LinkedHashMap<>();
  private final Set<String> notOffered = new LinkedHashSet<>();
  private long split;
  private long parts;

  void carried(String kind, long count) {
    carried.merge(kind, count, Long::sum);
  }

  void here(String kind, long count) {
    here.merge(kind, count, Long::sum);
  }

  /** Of some that were told, those that were new were carried. */
  void came(String kind, long told, long fresh) {
    carried(kind, fresh);
    here(kind, told - fresh);
  }

  long carried(String kind) {
    return carried.getOrDefault(kind, 0L);
  }

  /** A passage that was too long has come in parts. */
  void split(int count) {
    split++;
    parts += count;
  }

  /** One thing that this program does not take as it is. */
  void refused(String kind, String id, Fault why) {
    if (refused.merge(kind, 1L, Long::sum) <= TOLD) {
      left.add(new Report.Left(kind, 0, id + ": " + why.getMessage()));
    }
  }

  /** One thing that was carried once and deleted here since. */
  void deleted(String kind, String id) {
    deleted.computeIfAbsent(kind, _ -> new HashSet<>()).add(id);
  }

  /** Things of which there is nothing to carry. */
  void left(String kind, long count, String reason) {
    if (count > 0) {
      left.add(new Report.Left(kind, count, reason));
    }
  }

  void notOffered(String route) {
    notOffered.add(route);
  }

  Report report() {
    List<Report.Carried> counts = new ArrayList<>();
    for (String kind : KINDS) {
      counts.add(new Report.Carried(kind, carried(kind), here.getOrDefault(kind, 0L)));
    }
    List<Report.Left> all = new ArrayList<>(left);
    refused.forEach(
        (kind, count) -> {
          if (count > TOLD) {
            all.add(new Report.Left(kind, count - TOLD, "more of them, for reasons like these"));
          }
        });
    deleted.forEach(
        (kind, ids) ->
            all.add(new Report.Left(kind, ids.size(), "deleted here since, which they stay")));
    return new Report(counts, changed(), all, List.copyOf(notOffered));
  }

  private List<Report.Changed> changed() {
    if (split == 0) {
      return List.of();
    }
    String how =
        "longer than %,d characters, so here as %,d; the metadata of each says part_of which passage it is"
            .formatted(NewPassage.LONGEST_TEXT, parts);
    return List.of(new Report.Changed(PASSAGES, split, how));
  }
}
