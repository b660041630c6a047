package io.thoth.memory.sql;

/** Another process, or another part of this one, has the embedded database open. */
public final class DatabaseInUse extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  DatabaseInUse(String message) {
    super(message);
  }
}
