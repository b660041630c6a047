/** A node of ours, behind what makes it answer as a Letta does, is moved to another. */
@NullMarked
package io.thoth.memory.letta;

import org.jspecify.annotations.NullMarked;
