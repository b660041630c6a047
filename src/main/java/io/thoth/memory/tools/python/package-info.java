/**
 * Reads the signature of a tool written in Python: the last function of a module, its parameters
 * with their types and defaults, and its docstring in Google's style. It reads only what it needs
 * of the language and runs nothing.
 */
@NullMarked
package io.thoth.memory.tools.python;

import org.jspecify.annotations.NullMarked;
