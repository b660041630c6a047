/**
 * Settings as operators write them: a file in {@code conf/} and the environment on top, every name
 * with its older spellings. Each package turns what it needs into a record of its own that cannot
 * be invalid; a bad value refuses to start with one line that names the variable.
 */
@NullMarked
package io.thoth.memory.config;

import org.jspecify.annotations.NullMarked;
