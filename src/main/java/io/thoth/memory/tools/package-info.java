/**
 * Tools: what agents can be given to do. {@link io.thoth.memory.tools.Tools} is the contract of the
 * tools themselves and {@link io.thoth.memory.tools.AgentTools} that of agents with tools. Every
 * organisation has Letta's 26 base tools and whatever custom tools its clients store. Only the
 * tools that work on memory are ever executed, and they are methods of this program; the source
 * code of a custom tool is read for its name and parameters, kept, and never run.
 */
@NullMarked
package io.thoth.memory.tools;

import org.jspecify.annotations.NullMarked;
