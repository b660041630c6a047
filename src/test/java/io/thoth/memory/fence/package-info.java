/**
 * Tests that hold the code to its own rules: format, names, sizes, forbidden calls and the arrows
 * between packages. Every rule is also run against code that breaks it, because a fence that lets
 * everything through looks just like one that is never touched.
 */
@NullMarked
package io.thoth.memory.fence;

import org.jspecify.annotations.NullMarked;
