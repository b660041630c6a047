package io.thoth.memory.letta;

/** What every part of an import works with. */
record Move(LettaClient client, Pages pages, Landing landing, Tally tally, Steps steps) {}
