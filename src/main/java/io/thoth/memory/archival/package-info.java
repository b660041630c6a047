/**
 * Archival memory: passages in archives, found by search. {@link io.thoth.memory.archival.Archives}
 * and {@link io.thoth.memory.archival.Passages} are the contract. Rows are the only truth; {@link
 * io.thoth.memory.archival.HotArchives} holds search indexes over them, and before every search
 * compares their position with the archive's in the database, so a search sees every write that was
 * answered before it began. A text is embedded before the transaction that stores it; when no
 * vector can be had it is stored without one, found by its words, and embedded later by {@link
 * io.thoth.memory.embedding.Backlog}.
 */
@NullMarked
package io.thoth.memory.archival;

import org.jspecify.annotations.NullMarked;
