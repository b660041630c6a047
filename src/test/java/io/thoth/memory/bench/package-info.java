/**
 * What the program costs, measured: run by {@code mvn -Pbench verify}, which prints every figure as
 * a ratio to a floor measured in the same run. Nothing here runs in an ordinary build.
 */
@NullMarked
package io.thoth.memory.bench;

import org.jspecify.annotations.NullMarked;
