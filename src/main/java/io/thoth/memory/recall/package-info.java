/**
 * Recall memory: what was said. {@link io.thoth.memory.recall.Messages} and {@link
 * io.thoth.memory.recall.Conversations} are the contract. Messages are stored as rows that never
 * change, each with a place in the sequence of its agent, and are told as the messages that clients
 * know: a row in which a model thought, spoke and called a tool is three of them. No model runs
 * here, so turns are captured or sent in, and nothing answers them. Messages are searched by the
 * engine of archival memory: an index for each agent follows the agent's sequence, words are found
 * at once, and meaning as soon as the background has embedded them.
 */
@NullMarked
package io.thoth.memory.recall;

import org.jspecify.annotations.NullMarked;
