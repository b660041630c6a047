/**
 * Deleting what has very many rows without making others wait. In one short transaction it goes out
 * of everybody's sight; its rows are then removed in portions of a few milliseconds. Whatever stops
 * this in the middle, the rest is found and removed later.
 */
@NullMarked
package io.thoth.memory.removal;

import org.jspecify.annotations.NullMarked;
