package io.thoth.memory.sql;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;

/** Why no connection was made. */
final class PgRefusal {
  /** The server lets nobody in this way; a wrong password is something else. */
  private static final String NOT_THIS_WAY = "28000";

  /** All that the client tells of a handshake, whatever was the matter. */
  private static final String HANDSHAKE = "SSL handshake failed";

  private PgRefusal() {}

  /** Whether it might be otherwise with TLS where there was none, or the other way round. */
  static boolean isOfMode(RuntimeException cause) {
    return HANDSHAKE.equals(cause.getMessage())
        || (cause instanceof PgException said && NOT_THIS_WAY.equals(said.getSqlState()));
  }

  /** In one line. */
  static String told(RuntimeException cause) {
    if (HANDSHAKE.equals(cause.getMessage())) {
      return "the TLS handshake failed: who signed the server's certificate is not trusted"
          + " (sslrootcert), or it is not for this host (verify-full)";
    }
    Throwable own = cause.getCause();
    Throwable told = cause instanceof VertxException && own != null ? own : cause;
    return String.valueOf(told.getMessage()).lines().findFirst().orElse("");
  }
}
