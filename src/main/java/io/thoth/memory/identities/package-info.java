/**
 * Identities: the people and organisations that a client's agents and blocks belong to, known by a
 * key that the client chooses. They are a dimension to find agents and blocks by and nothing more;
 * who may do what is decided by keys and tenants. The official SDK has only attach and detach left
 * of them, other clients of Letta's API use the rest. What agents show of their identities is given
 * to the agents as a relation, because identities need agents and not the other way round.
 */
@NullMarked
package io.thoth.memory.identities;

import org.jspecify.annotations.NullMarked;
