/**
 * How the program says no. A {@link io.thoth.memory.fault.Fault} is thrown by any layer, crosses
 * the bus unchanged and is rendered in one place at the HTTP edge; its kind decides the status.
 */
@NullMarked
package io.thoth.memory.fault;

import org.jspecify.annotations.NullMarked;
