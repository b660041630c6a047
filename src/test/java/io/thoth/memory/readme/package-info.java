/** The README tells the truth: what it says to type is typed here. */
@NullMarked
package io.thoth.memory.readme;

import org.jspecify.annotations.NullMarked;
