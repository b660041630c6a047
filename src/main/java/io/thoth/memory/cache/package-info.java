/**
 * Keeps what was costly to compute. Every key contains the version of what its value was computed
 * from, so nothing here ever has to be declared invalid, and losing everything changes no answer:
 * only its price. Users see {@link io.thoth.memory.cache.Cache}, which never throws and never waits
 * long; behind it is memory of this process and, when {@code REDIS_URL} names one, a Redis that
 * several nodes share. A Redis that is down, slow or full of nonsense is the same as an empty one.
 */
@NullMarked
package io.thoth.memory.cache;

import org.jspecify.annotations.NullMarked;
