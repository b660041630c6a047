/**
 * Agents: who has memory. {@link io.thoth.memory.agents.Agents} is the contract. An agent is a
 * name, a system prompt, tags, metadata and the settings its clients keep with it; its blocks live
 * in core memory and its passages in archives. Models are named by handles of any provider: this
 * service stores them for its clients and calls none of them.
 */
@NullMarked
package io.thoth.memory.agents;

import org.jspecify.annotations.NullMarked;
