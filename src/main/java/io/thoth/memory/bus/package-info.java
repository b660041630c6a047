/**
 * The event bus as the features see it: an operation is a question record, an answer record and an
 * address, and serving one is a plain method. Inside a node records travel by reference, between
 * nodes as JSON. Nothing outside this package and the HTTP edge sees a Vert.x message, so a feature
 * cannot forget to answer, and a fault always reaches the caller.
 */
@NullMarked
package io.thoth.memory.bus;

import org.jspecify.annotations.NullMarked;
