/** What was deleted is gone at once, however long its rows take to be removed. */
@NullMarked
package io.thoth.memory.removal;

import org.jspecify.annotations.NullMarked;
