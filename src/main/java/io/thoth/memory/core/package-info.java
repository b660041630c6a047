/**
 * Core memory: blocks, small labelled texts that are always in an agent's prompt and may be shared
 * by many agents. {@link io.thoth.memory.core.Blocks} is the contract. Every change of a block
 * makes a new version; the journal keeps the old ones, so a block has a history, a difference
 * between versions, an undo and a value as of any time. The atomic operations (append, replace,
 * insert) change the value where it lies, so that concurrent writers lose nothing.
 */
@NullMarked
package io.thoth.memory.core;

import org.jspecify.annotations.NullMarked;
