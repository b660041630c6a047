package io.thoth.memory.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An HTTP/1 request as bytes on a socket of its own, because a decent client refuses to send what a
 * hostile one does. The answer is everything until the server closes.
 */
public record RawRequest(byte[] bytes) {
  private static final int LIMIT_MILLIS = 30_000;

  /** The request with this text, one byte for each character: only for Latin-1. */
  public static RawRequest of(String text) {
    return new RawRequest(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * Sends it to a port of this machine and waits for the answer.
   *
   * @throws AssertionError when the server closes without one
   */
  public Reply send(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(LIMIT_MILLIS);
      // Apart, because a server that refuses early answers before it has read everything.
      Thread writer = Thread.ofVirtual().start(() -> write(socket));
      byte[] answer = read(socket.getInputStream());
      socket.close();
      writer.join();
      return parse(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an answer", e);
    }
  }

  private void write(Socket socket) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      // The server need not read to the end what it refuses; its answer is what counts.
    }
  }

  private static byte[] read(InputStream in) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      in.transferTo(answer);
    } catch (IOException e) {
      if (answer.size() == 0) {
        throw e;
      }
    }
    return answer.toByteArray();
  }

  static Reply parse(byte[] answer) {
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (!text.startsWith("HTTP/1.") || end < 0) {
      throw new AssertionError("no HTTP answer, but '" + text + "'");
    }
    List<String> head = text.substring(0, end).lines().toList();
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : head.subList(1, head.size())) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(line.substring(0, colon), _ -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    String coding = String.join(",", headers.getOrDefault("Transfer-Encoding", List.of()));
    String body = text.substring(end + 4);
    if (coding.toLowerCase(Locale.ROOT).contains("chunked")) {
      body = joined(body);
    }
    return new Reply(
        Integer.parseInt(head.getFirst().split(" ")[1]),
        HttpHeaders.of(headers, (_, _) -> true),
        new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
  }

  private static String joined(String chunks) {
    StringBuilder whole = new StringBuilder();
    int at = 0;
    while (true) {
      int line = chunks.indexOf("\r\n", at);
      int size = Integer.parseInt(chunks.substring(at, line), 16);
      if (size == 0) {
        return whole.toString();
      }
      whole.append(chunks, line + 2, line + 2 + size);
      at = line + 2 + size + 2;
    }
  }
}
