/**
 * Organisations, their users, their API keys and quotas, and the log of administrative acts. {@link
 * io.thoth.memory.tenants.Tenants} and {@link io.thoth.memory.tenants.Keys} are the contract. An
 * administrator works within one organisation; the operator, who has the password or an
 * administrator's key of the default organisation, works on all of them. This package also answers
 * the edge's questions about who is calling ({@link io.thoth.memory.access.Known}), from a memory
 * that forgets everything whenever something about keys, users or rates changes on this node, and
 * whatever is older than five seconds, for changes on other nodes. Keys are found by a prefix that
 * is no secret; of a key's text only a hash is kept, keyed with a secret that is not in the
 * database.
 */
@NullMarked
package io.thoth.memory.tenants;

import org.jspecify.annotations.NullMarked;
