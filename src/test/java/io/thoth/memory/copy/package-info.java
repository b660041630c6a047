/** Whatever is in one database is in the other after a copy, or the copy says that it is not. */
@NullMarked
package io.thoth.memory.copy;

import org.jspecify.annotations.NullMarked;
