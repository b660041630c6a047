package io.thoth.memory.recall;

import org.jspecify.annotations.Nullable;

/**
 * A message ready to be written, and where it was said.
 *
 * @param conversationId null for the agent's own conversation
 * @param inContext whether it is in the context of the agent's own conversation
 */
record Said(Draft draft, @Nullable String conversationId, boolean inContext) {}
