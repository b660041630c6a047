package io.thoth.memory.recall;

import io.thoth.memory.embedding.Unembedded;
import io.thoth.memory.embedding.Vectors;
import io.thoth.memory.embedding.WaitingRows;
import io.thoth.memory.sql.Row;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The messages that have no vector of the present model, over all organisations. */
final class WaitingMessages implements Unembedded<WaitingMessages.Waiting> {
  private static final WaitingRows ROWS =
      new WaitingRows(
          "m.tenant, m.agent_id, m.sequence, m.text",
          "message",
          "m",
          "message_vector",
          "agent_id",
          "m.text is not null and exists (select 1 from recall r"
              + " where r.tenant = m.tenant and r.agent_id = m.agent_id)");

  private final Sql sql;
  private final String model;

  /**
   * @param model the handle of the model that makes the vectors
   */
  WaitingMessages(Sql sql, String model) {
    this.sql = sql;
    this.model = model;
  }

  /** A message to embed. */
  record Waiting(String tenant, String agentId, long sequence, String text, boolean known) {}

  @Override
  public List<String> otherModels() {
    return sql.read(
        "message.backlog.models", tx -> Unembedded.modelsBut(model, after -> next(tx, after)));
  }

  private static Optional<String> next(Tx tx, String after) {
    return tx.one(
        "select model from message where model > ? and text is not null order by model limit 1",
        found -> found.text("model"),
        after);
  }

  @Override
  public List<Waiting> next(@Nullable String former, @Nullable Waiting after, int limit) {
    @Nullable Object[] arguments =
        WaitingRows.arguments(model, former, after == null ? null : place(after), limit);
    return sql.read(
        "message.backlog.next",
        tx -> tx.query(ROWS.statement(former), WaitingMessages::waiting, arguments));
  }

  private static WaitingRows.Place place(Waiting waiting) {
    return new WaitingRows.Place(waiting.tenant(), waiting.agentId(), waiting.sequence());
  }

  private static Waiting waiting(Row row) {
    return new Waiting(
        row.text("tenant"),
        row.text("agent_id"),
        row.integer("sequence"),
        row.text("text"),
        row.flag("known"));
  }

  @Override
  public String text(Waiting waiting) {
    return waiting.text();
  }

  @Override
  public boolean known(Waiting waiting) {
    return waiting.known();
  }

  @Override
  public void write(List<Waiting> batch, List<float @Nullable []> vectors) {
    sql.write(
        "message.backlog.write",
        tx -> {
          for (int i = 0; i < batch.size(); i++) {
            float[] vector = vectors.get(i);
            if (vector != null || batch.get(i).known()) {
              write(tx, batch.get(i), vector);
            }
          }
          return batch.size();
        });
  }

  private void write(Tx tx, Waiting waiting, float @Nullable [] vector) {
    // The agent's messages first: while it is looked for, none may be erased.
    Optional<Long> changed = MessageStore.advanced(tx, waiting.tenant(), waiting.agentId(), 1, 0);
    if (changed.isEmpty()) {
      return; // its agent is gone
    }
    int rows =
        tx.update(
            "update message set model = ?, changed = ?"
                + " where tenant = ? and agent_id = ? and sequence = ? and text is not null",
            model,
            changed.get(),
            waiting.tenant(),
            waiting.agentId(),
            waiting.sequence());
    if (rows == 0) {
      return; // it was erased
    }
    if (vector != null) {
      tx.update(
          """
          insert into message_vector (tenant, agent_id, sequence, model, vector)
          values (?, ?, ?, ?, ?)
          on conflict (tenant, agent_id, sequence, model) do update set vector = excluded.vector
          """,
          waiting.tenant(),
          waiting.agentId(),
          waiting.sequence(),
          model,
          Vectors.bytes(vector));
    }
  }
}
