/**
 * Moves everything from one database to another, of either kind. It knows no feature: the tables
 * are those that the databases say they have, so what a later migration adds is moved too. Both
 * sides are digested row by row from typed values, and a copy that differs is none. Until it has
 * been compared the target carries a mark that keeps every program from starting on it.
 */
@NullMarked
package io.thoth.memory.copy;

import org.jspecify.annotations.NullMarked;
