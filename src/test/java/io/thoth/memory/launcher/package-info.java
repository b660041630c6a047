/**
 * Tests of {@code bin/thoth-memory}, run in a miniature of the project with a JDK and a Maven that
 * only say what they were called with.
 */
@NullMarked
package io.thoth.memory.launcher;

import org.jspecify.annotations.NullMarked;
