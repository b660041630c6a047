package io.thoth.memory.letta;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Times;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries the passages of archives that no agent has. No list has them, but a search without a
 * question does: the newest first, up to a time.
 */
final class OrphanImport {
  private static final String SEARCH = "/v1/passages/search";

  private final Move move;
  private final ArchiveImport archives;
  private final PassageImport passages;

  OrphanImport(Move move, ArchiveImport archives, PassageImport passages) {
    this.move = move;
    this.archives = archives;
    this.passages = passages;
  }

  /** Every archive that is not whole yet; to be run after all agents have come. */
  void run() {
    archives.each(
        item -> {
          String id = item.id(Id.ARCHIVE);
          if (archives.isPending(id)) {
            read(id);
            archives.reveal(id);
          }
        });
  }

  private void read(String archiveId) {
    Instant until = null;
    while (true) {
      Optional<List<Item>> page = page(archiveId, until);
      if (page.isEmpty()) {
        move.tally().notOffered("POST " + SEARCH);
        move.tally()
            .left(
                Tally.ARCHIVES,
                1,
                "no agent has " + archiveId + ", so its passages cannot be read");
        return;
      }
      if (page.get().isEmpty()) {
        return;
      }
      move.tally().carried(Tally.PASSAGES, passages.bring(archiveId, page.get()).fresh());
      Instant oldest = page.get().getLast().time("created_at");
      if (oldest == null || until != null && !oldest.isBefore(until)) {
        crowded(archiveId, page.get(), oldest);
        return;
      }
      until = oldest;
    }
  }

  /** The search goes on by time, so what has the same time must fit onto one page. */
  private void crowded(String archiveId, List<Item> page, @Nullable Instant oldest) {
    boolean same =
        page.stream()
            .allMatch(
                item -> String.valueOf(oldest).equals(String.valueOf(item.time("created_at"))));
    if (same && page.size() >= Pages.CHUNK) {
      move.tally()
          .left(
              Tally.ARCHIVES,
              1,
              archiveId + " has too many passages of one time to be read without an agent");
    }
  }

  private Optional<List<Item>> page(String archiveId, @Nullable Instant until) {
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("archive_id", archiveId);
    question.put("limit", Pages.CHUNK);
    if (until != null) {
      question.put("end_date", Times.text(until.plus(1, ChronoUnit.MICROS)));
    }
    Optional<JsonNode> told = move.client().post(SEARCH, question);
    String route = "POST " + SEARCH;
    return told.map(
        list ->
            Item.all(route, list).stream()
                .map(found -> Item.of(route, found.json().path("passage")))
                .toList());
  }
}
