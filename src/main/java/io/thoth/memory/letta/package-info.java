/**
 * The move from a running Letta: everything of its memory that its REST API tells, under the ids it
 * had there. Read page by page and written in small transactions, each of which can be repeated
 * without effect; an agent or an archive is seen here only when all of it has come. So an import
 * that was interrupted goes on where it stopped, and one that is repeated changes nothing. What the
 * other side answers is taken for anything at all: wrong shapes end the import with the route and
 * the field, endless lists are noticed, and answers are bounded.
 */
@NullMarked
package io.thoth.memory.letta;

import org.jspecify.annotations.NullMarked;
