/**
 * One node: reads its configuration, builds every part with plain {@code new} in one place, starts
 * them in order and closes them in reverse. Also what concerns a node as a whole: health, metrics
 * and statistics.
 */
@NullMarked
package io.thoth.memory.node;

import org.jspecify.annotations.NullMarked;
