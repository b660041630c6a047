package io.thoth.memory.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One connection of a load: one request at a time, answered with a {@code Content-Length}. */
final class RawConnection {
  private static final byte[] LENGTH = "\ncontent-length:".getBytes(StandardCharsets.US_ASCII);

  private final SocketChannel channel;
  private ByteBuffer answer = ByteBuffer.allocate(1 << 16);
  private long sent;

  RawConnection(int port) throws IOException {
    channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
  }

  /**
   * @param whose what to find again when something has come
   */
  void register(Selector selector, Object whose) throws IOException {
    channel.register(selector, SelectionKey.OP_READ, whose);
  }

  void send(byte[] request) throws IOException {
    answer.clear();
    sent = System.nanoTime();
    ByteBuffer bytes = ByteBuffer.wrap(request);
    while (bytes.hasRemaining()) {
      channel.write(bytes); // Small beside the buffer of the socket, so this does not turn long.
    }
  }

  /** The status of the answer that was read. */
  int status() {
    return 100 * (answer.get(9) - '0') + 10 * (answer.get(10) - '0') + answer.get(11) - '0';
  }

  /** The answer that was read. */
  String answer() {
    return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
  }

  /** Reads what has come; answers how long the answer took, in nanoseconds, or -1 until it ends. */
  long read() throws IOException {
    if (!answer.hasRemaining()) {
      answer = ByteBuffer.allocate(2 * answer.capacity()).put(answer.flip());
    }
    if (channel.read(answer) < 0) {
      throw new IOException("the server closed the connection");
    }
    int head = endOfHead();
    if (head < 0 || answer.position() < head + contentLength(head)) {
      return -1;
    }
    return System.nanoTime() - sent;
  }

  private int endOfHead() {
    byte[] bytes = answer.array();
    for (int i = 3; i < answer.position(); i++) {
      if (bytes[i] == '\n' && bytes[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private int contentLength(int head) {
    byte[] bytes = answer.array();
    for (int i = 0; i + LENGTH.length < head; i++) {
      if (bytes[i] == '\n' && isLength(bytes, i)) {
        int length = 0;
        for (int at = i + LENGTH.length; bytes[at] != '\r'; at++) {
          length = bytes[at] == ' ' ? length : 10 * length + bytes[at] - '0';
        }
        return length;
      }
    }
    return 0;
  }

  private static boolean isLength(byte[] bytes, int at) {
    for (int i = 0; i < LENGTH.length; i++) {
      if (Character.toLowerCase(bytes[at + i]) != LENGTH[i]) {
        return false;
      }
    }
    return true;
  }
}
