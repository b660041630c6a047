/**
 * The official Letta SDK, unmodified, as the client of the packaged program. The tests themselves
 * are a Node project in {@code src/test/sdk}; the class here installs it, starts the program and
 * runs them.
 */
@NullMarked
package io.thoth.memory.sdk;

import org.jspecify.annotations.NullMarked;
