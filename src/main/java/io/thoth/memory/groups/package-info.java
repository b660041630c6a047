/**
 * Groups of agents that talk with each other under a manager. That takes a language model, so there
 * are none here: lists are empty and making one is refused.
 */
@NullMarked
package io.thoth.memory.groups;

import org.jspecify.annotations.NullMarked;
