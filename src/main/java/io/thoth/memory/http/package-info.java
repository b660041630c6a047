/**
 * The HTTP edge, on the event loop: authenticates, names the request, turns it into a contract
 * record, asks the operation over the bus and writes the answer. Every feature lists its own
 * endpoints; this package knows none of them. An endpoint's question record is its documentation:
 * path, query and body are bound to the record's components by name, and {@code /openapi.json} is
 * drawn from the same table that the router is built from.
 */
@NullMarked
package io.thoth.memory.http;

import org.jspecify.annotations.NullMarked;
