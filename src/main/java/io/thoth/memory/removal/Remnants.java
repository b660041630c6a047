package io.thoth.memory.removal;

import io.thoth.memory.sql.Tx;

/**
 * What things of one kind leave behind when they are deleted, and how that goes; called inside the
 * transactions of whoever removes it. Several nodes may remove the same thing, which is locked
 * meanwhile, so they do it by turns. Thread-safe.
 */
public interface Remnants {

  /** Takes away the few rows by which others would still meet a thing. */
  void detach(Tx tx, String tenant, String id);

  /** Removes so many rows at most; answers how many, fewer than that when there are no more. */
  int remove(Tx tx, String tenant, String id, int limit);

  /** Ends the thing itself, unless rows of it are left that another node is removing. */
  void end(Tx tx, String tenant, String id);
}
