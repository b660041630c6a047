package io.thoth.memory.sql;

/**
 * What a store is doing at the moment.
 *
 * @param connections open to the database, one or two shared by reads of one statement not counted;
 *     0 where there is no pool
 * @param busy those of them that run a transaction
 * @param waitingReads reads that wait for a thread, a connection or their answer
 * @param waitingWrites writes that wait for a thread or connection
 */
public record SqlLoad(int connections, int busy, int waitingReads, int waitingWrites) {}
