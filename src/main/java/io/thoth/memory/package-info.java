/** The program: {@code Main} reads the configuration and starts one {@code node}. */
@NullMarked
package io.thoth.memory;

import org.jspecify.annotations.NullMarked;
