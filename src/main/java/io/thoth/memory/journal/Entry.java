package io.thoth.memory.journal;

import java.time.Instant;

/**
 * One change of one stream.
 *
 * @param stream the id of the thing that changed
 * @param sequence its version or position after the change, from 1, without gaps
 * @param operation what was done, such as {@code append}
 * @param actor the user it was done as
 * @param requestId the request that did it
 * @param state JSON from which the feature that wrote it can rebuild the state
 * @param whole whether it can do so from this entry alone
 */
public record Entry(
    String stream,
    long sequence,
    String operation,
    String actor,
    String requestId,
    Instant at,
    String state,
    boolean whole) {}
