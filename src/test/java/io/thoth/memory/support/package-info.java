/**
 * What several test classes share. {@link io.thoth.memory.support.Program} runs the packaged
 * program as a process of its own, the way a user does, so that tests can kill it, stop it and
 * start it again on the same data; {@link io.thoth.memory.support.RunningProgram} does so around a
 * test class and shows the program's log with a failed test.
 */
@NullMarked
package io.thoth.memory.support;

import org.jspecify.annotations.NullMarked;
