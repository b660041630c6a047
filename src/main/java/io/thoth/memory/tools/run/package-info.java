/**
 * The memory tools: Letta's tools that change and search an agent's memory, with their exact
 * semantics and texts. The changes are pure functions of texts; {@link
 * io.thoth.memory.tools.run.WorkingMemory} reads the blocks they need and writes what they became,
 * all in the transaction of the one who runs the tool.
 */
@NullMarked
package io.thoth.memory.tools.run;

import org.jspecify.annotations.NullMarked;
