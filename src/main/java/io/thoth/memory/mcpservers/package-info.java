/**
 * Records of MCP servers that agents' tools come from. A server that speaks streamable HTTP is
 * asked for its tools when it is registered, changed or refreshed: outside of any transaction,
 * within a few seconds, and without failing the registration when nobody answers. What it offers
 * becomes tools under the names they have there, so that clients which compare names find them.
 * Programs (stdio) and SSE servers are recorded only; nothing is ever started here.
 */
@NullMarked
package io.thoth.memory.mcpservers;

import org.jspecify.annotations.NullMarked;
