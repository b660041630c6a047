/**
 * Thoth, the program that this memory is for, as a client of the packaged program. What it asks is
 * a Node project in {@code src/test/thoth}; the class here starts the program and runs it.
 */
@NullMarked
package io.thoth.memory.thoth;

import org.jspecify.annotations.NullMarked;
