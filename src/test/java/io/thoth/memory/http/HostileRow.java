package io.thoth.memory.http;

import io.thoth.memory.support.RawRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One line of a table of hostile requests: what is expected, the request line, the body and the
 * headers, with {@code " | "} between.
 *
 * <pre>
 * 422 label: | POST /v1/blocks/ | {"label": "«x×256»"} | If-Match: "1"
 * </pre>
 *
 * The expectation is a status (or {@code 4xx}) and words of the detail. {@code {block}} is the id
 * of something that exists, {@code «x×256»} a text 256 times, {@code \xff} one byte; everything
 * else goes out in UTF-8 as it stands. Length, host and JSON type are added unless they are given.
 *
 * @param place file and line
 */
record HostileRow(String place, String line) {
  private static final Pattern NAME = Pattern.compile("\\{([a-z]+)}");
  private static final Pattern REPEATED = Pattern.compile("«(.+?)×(\\d+)»", Pattern.DOTALL);
  private static final Pattern BYTE = Pattern.compile("\\\\x([0-9a-f]{2})");
  private static final int SHOWN = 110;

  /** The rows of a table under {@code hostile/}; empty lines and those with # do not count. */
  static Stream<HostileRow> table(String name) {
    try (InputStream in = HostileRow.class.getResourceAsStream("/hostile/" + name)) {
      List<String> lines =
          new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
      List<HostileRow> rows = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        if (!lines.get(i).isBlank() && !lines.get(i).startsWith("#")) {
          rows.add(new HostileRow(name + ":" + (i + 1), lines.get(i)));
        }
      }
      return rows.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether this is a status that was expected. */
  boolean expects(int status) {
    String expected = column(0).substring(0, 3);
    return expected.equals("4xx") ? status / 100 == 4 : expected.equals(String.valueOf(status));
  }

  /** What the detail must hold; empty when anything will do. */
  String words(Map<String, String> names) {
    return filled(column(0).substring(3).strip(), names);
  }

  RawRequest request(Map<String, String> names) {
    boolean chunked = hasHeader("Transfer-Encoding: chunked");
    byte[] body = bytes(column(2), names);
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 1_000);
    out.writeBytes(bytes(startLine() + "\\x0d\\x0a" + headers(body.length), names));
    out.writeBytes(chunked ? chunk(body.length) : new byte[0]);
    out.writeBytes(body);
    out.writeBytes(chunked ? "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII) : new byte[0]);
    return new RawRequest(out.toByteArray());
  }

  private String startLine() {
    String line = column(1);
    boolean bare = line.indexOf(' ') < 0 || line.contains(" HTTP/");
    return bare ? line : line + " HTTP/1.1";
  }

  private String headers(int length) {
    StringBuilder headers = new StringBuilder("Connection: close\\x0d\\x0a");
    if (!hasHeader("Host:")) {
      headers.append("Host: localhost\\x0d\\x0a");
    }
    if (!column(2).isEmpty() && !hasHeader("Content-Type:")) {
      headers.append("Content-Type: application/json\\x0d\\x0a");
    }
    boolean measured = hasHeader("Content-Length:") || hasHeader("Transfer-Encoding: chunked");
    if (!column(2).isEmpty() && !measured) {
      headers.append("Content-Length: ").append(length).append("\\x0d\\x0a");
    }
    given().forEach(header -> headers.append(header).append("\\x0d\\x0a"));
    return headers.append("\\x0d\\x0a").toString();
  }

  private static byte[] chunk(int length) {
    return (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  private boolean hasHeader(String start) {
    return given().anyMatch(header -> header.startsWith(start));
  }

  private Stream<String> given() {
    return columns().skip(3);
  }

  private Stream<String> columns() {
    return Stream.of(line.split(" \\|(?= |$)", -1)).map(String::strip);
  }

  private String column(int index) {
    return columns().skip(index).findFirst().orElse("");
  }

  private static String filled(String text, Map<String, String> names) {
    return NAME.matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(names.getOrDefault(found.group(1), found.group())));
  }

  private static byte[] bytes(String text, Map<String, String> names) {
    String whole =
        REPEATED
            .matcher(filled(text, names))
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        found.group(1).repeat(Integer.parseInt(found.group(2)))));
    ByteArrayOutputStream out = new ByteArrayOutputStream(whole.length());
    Matcher escape = BYTE.matcher(whole);
    int at = 0;
    while (escape.find()) {
      out.writeBytes(whole.substring(at, escape.start()).getBytes(StandardCharsets.UTF_8));
      out.write(Integer.parseInt(escape.group(1), 16));
      at = escape.end();
    }
    out.writeBytes(whole.substring(at).getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  @Override
  public String toString() {
    return place + " " + line.substring(0, Math.min(SHOWN, line.length()));
  }
}
