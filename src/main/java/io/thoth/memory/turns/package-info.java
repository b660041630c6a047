/**
 * What keeps one organisation from holding up the others: a queue in which those who wait take
 * turns, and a bound to what one may have under way, beyond which it is told to come back later
 * instead of waiting without end. And the pauses in which long work leaves others their turn.
 */
@NullMarked
package io.thoth.memory.turns;

import org.jspecify.annotations.NullMarked;
