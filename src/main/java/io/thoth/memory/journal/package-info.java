/**
 * What happened, in order. Every mutation appends an entry to the journal in its own transaction:
 * the stream it belongs to (the id of a block, agent or archive), its sequence there, who did it
 * under which request, and what is needed to rebuild the state. Block history, the catch-up of hot
 * indexes and exactly-once all read from here. This package also serves every changing operation,
 * so that running once per idempotency key is not something a feature can forget.
 */
@NullMarked
package io.thoth.memory.journal;

import org.jspecify.annotations.NullMarked;
