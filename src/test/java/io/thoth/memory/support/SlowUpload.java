package io.thoth.memory.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A POST on a socket of its own whose last byte is sent only on {@link #finish}. The answer is told
 * whenever it comes, which may be before.
 */
public final class SlowUpload implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");

  private final Socket socket;
  private final byte[] request;
  private final Thread writer;

  private SlowUpload(Socket socket, byte[] request, Consumer<Reply> answered) {
    this.socket = socket;
    this.request = request;
    this.writer = Thread.ofVirtual().start(() -> write(0, request.length - 1));
    Thread.ofVirtual().start(() -> read(answered));
  }

  /** Begins to send JSON to a port of this machine. */
  public static SlowUpload start(int port, String path, String json, Consumer<Reply> answered) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: %d\r\n\r\n";
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.formatted(path, body.length).getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(body);
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      return new SlowUpload(socket, request.toByteArray(), answered);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends the last byte after all others. */
  public void finish() {
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sending", e);
    }
    write(request.length - 1, request.length);
  }

  private void write(int from, int to) {
    try {
      socket.getOutputStream().write(Arrays.copyOfRange(request, from, to));
    } catch (IOException e) {
      // The server need not read to the end what it refuses; its answer is what counts.
    }
  }

  private void read(Consumer<Reply> answered) {
    try {
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      InputStream in = socket.getInputStream();
      while (!isWhole(answer)) {
        int next = in.read();
        if (next < 0) {
          return;
        }
        answer.write(next);
      }
      answered.accept(RawRequest.parse(answer.toByteArray()));
    } catch (IOException e) {
      // Closed before there was an answer: whoever waits for one says so.
    }
  }

  private static boolean isWhole(ByteArrayOutputStream answer) {
    String text = answer.toString(StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    Matcher length = LENGTH.matcher(text);
    return end >= 0
        && length.find()
        && text.length() == end + 4 + Integer.parseInt(length.group(1));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
