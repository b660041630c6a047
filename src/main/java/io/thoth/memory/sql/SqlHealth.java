package io.thoth.memory.sql;

/**
 * What a store says of itself.
 *
 * @param writable whether a write would succeed now
 * @param detail why not, or {@code ok}; for operators, not for clients
 * @param sizeBytes size of the database, its log included; 0 when unknown
 * @param waitingReads reads that wait for a thread or connection
 * @param waitingWrites writes that wait
 */
public record SqlHealth(
    boolean writable, String detail, long sizeBytes, int waitingReads, int waitingWrites) {}
