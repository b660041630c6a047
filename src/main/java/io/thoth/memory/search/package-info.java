/**
 * Exact hybrid search in memory. A {@link io.thoth.memory.search.HotIndex} holds what scoring needs
 * of the documents of one archive: vectors, postings, tags and order in time, but not the texts. It
 * is a cache over rows somebody else keeps, so it has no file format and may be thrown away at any
 * moment. {@link io.thoth.memory.search.Search} asks one or several of them at once, and its answer
 * is by definition what a brute-force evaluation of every document would give: the filter is part
 * of the search, the quantised first pass over the vectors skips only what provably cannot reach
 * the list, and every score is computed by one deterministic function, so that two nodes with
 * different processors rank alike. Nothing here knows of databases, buses or embedding models.
 */
@NullMarked
package io.thoth.memory.search;

import org.jspecify.annotations.NullMarked;
