/**
 * Memory over the Model Context Protocol, for agents that use tools: a server at {@code /mcp} on
 * the official SDK with its stateless transport, so that any node behind a balancer answers any
 * request. It is a second edge beside {@code http}: a tool asks the same operations over the bus,
 * in the name of the same caller and with the same idempotency, and a fault becomes a result that
 * says {@code isError}. Blocks are resources too. {@link io.thoth.memory.mcp.StdioBridge} carries
 * the protocol from standard input and output to such a server.
 */
@NullMarked
package io.thoth.memory.mcp;

import org.jspecify.annotations.NullMarked;
