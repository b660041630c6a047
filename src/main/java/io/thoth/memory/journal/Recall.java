package io.thoth.memory.journal;

import io.thoth.memory.sql.Tx;
import java.util.Optional;

/**
 * How to give an answer again that is kept elsewhere, such as a version of something large: then
 * only a reference to it is remembered. What a reference leads to must be kept as long as answers
 * are; entries of the journal are.
 */
public interface Recall<A extends Record> {

  /** What leads to this answer; empty when it is so short that it is remembered itself. */
  Optional<String> reference(A answer);

  /** The answer that the reference was made of, unchanged. */
  A again(Tx tx, String tenant, String reference);
}
