package io.thoth.memory.search;

/**
 * A document that was found.
 *
 * @param id the document's id
 * @param sequence the document's sequence
 * @param index position, in the list the search was over, of the index that holds it
 * @param score what the hits are ordered by, higher is better; comparable within one answer only
 * @param explanation how the score came about
 */
public record Hit(String id, long sequence, int index, double score, Explanation explanation) {}
