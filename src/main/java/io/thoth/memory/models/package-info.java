/**
 * Models by their handles, {@code provider/name}. Clients choose from these lists and keep the
 * choice with an agent; this service runs no language model, and embeds with the one model it is
 * configured with, which every entry of the embedding list names truthfully.
 */
@NullMarked
package io.thoth.memory.models;

import org.jspecify.annotations.NullMarked;
