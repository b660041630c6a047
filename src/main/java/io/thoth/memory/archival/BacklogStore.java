package io.thoth.memory.archival;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.embedding.Unembedded;
import io.thoth.memory.embedding.WaitingRows;
import io.thoth.memory.sql.Row;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The passages that have no vector of the present model, over all organisations. */
final class BacklogStore implements Unembedded<BacklogStore.Waiting> {
  private static final String TASK = "embed";
  private static final WaitingRows ROWS =
      new WaitingRows(
          PassageRow.COLUMNS,
          "passage",
          "p",
          "passage_vector",
          "archive_id",
          ArchiveRemnants.none("p"));

  private final Sql sql;
  private final PassageRow row;
  private final PassageStore passages;
  private final String model;

  BacklogStore(Sql sql, PassageRow row, PassageStore passages, String model) {
    this.sql = sql;
    this.row = row;
    this.passages = passages;
    this.model = model;
  }

  /**
   * A passage to embed.
   *
   * @param known whether a vector of the present model is there from before, so that none is needed
   */
  record Waiting(Passage passage, boolean known) {}

  @Override
  public List<String> otherModels() {
    return sql.read("backlog.models", tx -> Unembedded.modelsBut(model, after -> next(tx, after)));
  }

  private static Optional<String> next(Tx tx, String after) {
    return tx.one(
        "select model from passage where model > ? order by model limit 1",
        found -> found.text("model"),
        after);
  }

  @Override
  public List<Waiting> next(@Nullable String former, @Nullable Waiting last, int limit) {
    @Nullable Object[] arguments =
        WaitingRows.arguments(model, former, last == null ? null : place(last.passage()), limit);
    return sql.read(
        "backlog.next", tx -> tx.query(ROWS.statement(former), this::waiting, arguments));
  }

  private static WaitingRows.Place place(Passage passage) {
    return new WaitingRows.Place(passage.organizationId(), passage.archiveId(), passage.sequence());
  }

  @Override
  public String text(Waiting waiting) {
    return waiting.passage().text();
  }

  @Override
  public boolean known(Waiting waiting) {
    return waiting.known();
  }

  private Waiting waiting(Row found) {
    return new Waiting(row.passage(found), found.flag("known"));
  }

  @Override
  public void write(List<Waiting> batch, List<float @Nullable []> vectors) {
    sql.write(
        "backlog.write",
        tx -> {
          for (int i = 0; i < batch.size(); i++) {
            write(tx, batch.get(i), vectors.get(i));
          }
          return batch.size();
        });
  }

  private void write(Tx tx, Waiting waiting, float @Nullable [] vector) {
    Passage passage = waiting.passage();
    String tenant = passage.organizationId();
    boolean same =
        passages
            .lock(tx, tenant, passage.id())
            .filter(now -> now.version() == passage.version())
            .isPresent();
    if (same && (vector != null || waiting.known())) {
      passages.embed(tx, Caller.node(tenant, TASK), passage, vector);
    }
  }
}
