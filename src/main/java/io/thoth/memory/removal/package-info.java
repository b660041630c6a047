/**
 * Writing and deleting what has very many rows without making others wait. What is deleted goes out
 * of everybody's sight in one short transaction, and its rows are then removed in portions of a few
 * milliseconds; what is written in portions is seen by nobody before the last of them. Whatever
 * stops this in the middle, the rest is found and removed later.
 */
@NullMarked
package io.thoth.memory.removal;

import org.jspecify.annotations.NullMarked;
