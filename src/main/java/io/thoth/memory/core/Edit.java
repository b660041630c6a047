package io.thoth.memory.core;

import io.thoth.memory.core.Blocks.Name;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A change of nothing but the value of a block.
 *
 * @param operation what the history calls it
 * @param ifMatch the precondition, as the header {@code If-Match} writes it
 * @param change makes the new value of the current one, or throws a fault; may be tried on an older
 *     value first, whose outcome is then thrown away
 */
record Edit(String operation, Name name, @Nullable String ifMatch, UnaryOperator<String> change) {}
