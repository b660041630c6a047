package io.thoth.memory.http;

import io.thoth.memory.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Texts that look hostile but are legal, and which of them a search for one must find. */
final class OddTexts {
  private OddTexts() {}

  static List<String> all() {
    return HostileRow.table("odd-texts.txt")
        .map(row -> Json.parse(row.line().getBytes(StandardCharsets.UTF_8)).asText())
        .toList();
  }

  /** Those that hold this one, in any case of letters. */
  static Set<String> containing(String part) {
    return all().stream()
        .filter(text -> caseless(text).contains(caseless(part)))
        .collect(Collectors.toSet());
  }

  private static String caseless(String text) {
    StringBuilder all = new StringBuilder();
    text.codePoints()
        .map(letter -> Character.toLowerCase(Character.toUpperCase(letter)))
        .forEach(all::appendCodePoint);
    return all.toString();
  }

  static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
