package io.thoth.memory.sql;

import io.vertx.pgclient.SslMode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server whether it offers TLS, on a connection made for that, and remembers the answer. The
 * client would ask on the connection it makes and, told no, leave that open: the server waits a
 * minute for what never comes, and can neither use the place nor stop meanwhile. Thread-safe.
 */
final class PgEncryption {
  /**
   * SSLRequest of https://www.postgresql.org/docs/current/protocol-message-formats.html: the length
   * of the message, then 1234 and 5679.
   */
  private static final byte[] QUESTION = {0, 0, 0, 8, 0x04, (byte) 0xd2, 0x16, 0x2f};

  private final PgConfig config;
  private final Duration patience;
  private volatile @Nullable Boolean offered;

  PgEncryption(PgConfig config, Duration patience) {
    this.config = config;
    this.patience = patience;
  }

  /**
   * How to connect, and how to when that is refused; fails when the server cannot be reached or
   * does not offer what must be.
   */
  List<SslMode> modes() {
    PgTls wanted = config.tls();
    if (wanted == PgTls.DISABLE) {
      return List.of(SslMode.DISABLE);
    }
    if (!isOffered()) {
      if (wanted.must()) {
        throw new IllegalStateException(
            "the server does not offer TLS, without which sslmode lets nothing out");
      }
      return List.of(SslMode.DISABLE);
    }
    return switch (wanted) {
      case ALLOW -> List.of(SslMode.DISABLE, SslMode.REQUIRE);
      case PREFER -> List.of(SslMode.REQUIRE, SslMode.DISABLE);
      case DISABLE, REQUIRE, VERIFY_CA, VERIFY_FULL -> List.of(SslMode.valueOf(wanted.name()));
    };
  }

  /** To be called when no connection could be made: the server may be another one next time. */
  void forget() {
    offered = null;
  }

  private boolean isOffered() {
    Boolean known = offered;
    if (known == null) {
      known = ask();
      offered = known;
    }
    return known;
  }

  private boolean ask() {
    try (Socket socket = new Socket()) {
      int most = Math.toIntExact(patience.toMillis());
      socket.connect(new InetSocketAddress(config.host(), config.port()), most);
      socket.setSoTimeout(most);
      socket.getOutputStream().write(QUESTION);
      return switch (socket.getInputStream().read()) {
        case 'S' -> true;
        case 'N' -> false;
        default -> throw new IllegalStateException("the server does not take connections now");
      };
    } catch (IOException cause) {
      throw new IllegalStateException(String.valueOf(cause.getMessage()), cause);
    }
  }
}
