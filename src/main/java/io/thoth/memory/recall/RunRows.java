package io.thoth.memory.recall;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Tx;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps a run of each turn, for those who ask what became of it. */
final class RunRows {
  private RunRows() {}

  static void insert(Tx tx, Caller caller, Turns.Sent sent, boolean background) {
    Map<String, @Nullable Object> state = new LinkedHashMap<>(TurnJson.run(sent));
    state.put("background", background);
    state.put("message_ids", sent.messageIds());
    tx.update(
        """
        insert into run (tenant, id, agent_id, conversation_id, background, state, created_at)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        caller.tenant(),
        sent.runId(),
        sent.agentId(),
        sent.conversationId(),
        background,
        Json.write(state),
        Times.micros(sent.at()));
  }
}
