package io.thoth.memory.recall;

import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Row;

/** A message as a row of its table. */
final class MessageRow {
  static final String COLUMNS =
      "m.id, m.agent_id, m.conversation_id, m.sequence, m.role, m.text, m.body, m.otid,"
          + " m.in_context, m.created_by, m.created_at";

  private MessageRow() {}

  static Message message(Row row) {
    return new Message(
        row.text("id"),
        row.text("agent_id"),
        row.textOrNull("conversation_id"),
        row.integer("sequence"),
        row.text("role"),
        row.textOrNull("text"),
        Json.read(row.text("body"), MessageBody.class),
        row.textOrNull("otid"),
        row.flag("in_context"),
        row.text("created_by"),
        Times.ofMicros(row.integer("created_at")));
  }
}
