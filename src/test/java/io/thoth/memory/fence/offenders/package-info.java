/**
 * A miniature of the program with one class for every way to break the rules of {@code Arrows}, and
 * innocent ones beside them. Nothing but the test of these rules may use it.
 */
package io.thoth.memory.fence.offenders;
