/**
 * Runs: what became of messages that were sent to an agent. Recall memory, which takes the
 * messages, keeps a run of each turn in the same transaction; a turn is over when it is answered,
 * so every run is completed. Steps are what a language model does in a run, and jobs and batches
 * are work in the background; there are none of these here, and their lists say so.
 */
@NullMarked
package io.thoth.memory.runs;

import org.jspecify.annotations.NullMarked;
