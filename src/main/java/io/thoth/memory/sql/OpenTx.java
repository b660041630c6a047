package io.thoth.memory.sql;

/** A transaction as the store sees it that opened it. */
interface OpenTx extends Tx {
  /** Throws when a statement failed, whether or not the work let that pass. */
  void requireIntact();

  /** Nothing can be done with this transaction from now on. */
  void end();
}
