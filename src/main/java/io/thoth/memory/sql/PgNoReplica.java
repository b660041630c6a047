package io.thoth.memory.sql;

/** What answers at a replica's address cannot be used as one; the message says why. */
final class PgNoReplica extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PgNoReplica(String why) {
    super(why);
  }

  static void require(boolean holds, String why) {
    if (!holds) {
      throw new PgNoReplica(why);
    }
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
