/**
 * What keeps one organisation from holding up the others: a queue in which those who wait take
 * turns, and a bound to what one may have under way, beyond which it is told to come back later
 * instead of waiting without end. And what keeps long work from holding up whoever waits for an
 * answer: pauses while there are others, and the slices of time that threads ask the kernel for.
 */
@NullMarked
package io.thoth.memory.turns;

import org.jspecify.annotations.NullMarked;
