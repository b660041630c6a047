/**
 * The files that others run the program by: what they say of variables, ports, paths and metrics is
 * compared with the program, and as much of it is run as can be without a container engine.
 */
@NullMarked
package io.thoth.memory.deployment;

import org.jspecify.annotations.NullMarked;
