package io.thoth.memory.sql;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Numbers the placeholders of statements: {@code ?} becomes {@code $1}, {@code $2} and so on,
 * except inside of literals, quoted names and comments. Remembers what it has done. Thread-safe.
 */
final class Placeholders {
  private static final int MOST = 4_096;

  private final Map<String, String> known = new ConcurrentHashMap<>();

  String numbered(String sql) {
    String found = known.get(sql);
    if (found != null) {
      return found;
    }
    if (known.size() >= MOST) {
      known.clear();
    }
    return known.computeIfAbsent(sql, Placeholders::number);
  }

  private static String number(String sql) {
    StringBuilder numbered = new StringBuilder(sql.length() + 16);
    int count = 0;
    int position = 0;
    while (position < sql.length()) {
      int end = endOfOpaque(sql, position);
      if (end > position) {
        numbered.append(sql, position, end);
        position = end;
      } else {
        char next = sql.charAt(position++);
        numbered.append(next == '?' ? "$" + ++count : String.valueOf(next));
      }
    }
    return numbered.toString();
  }

  /**
   * Where the literal, quoted name or comment that begins here ends; {@code start} if none does.
   */
  private static int endOfOpaque(String sql, int start) {
    return switch (sql.charAt(start)) {
      // A doubled quote inside is read as two neighbours, which comes to the same.
      case '\'' -> after(sql, "'", start + 1);
      case '"' -> after(sql, "\"", start + 1);
      case '-' -> sql.startsWith("--", start) ? after(sql, "\n", start) : start;
      case '/' -> sql.startsWith("/*", start) ? after(sql, "*/", start + 2) : start;
      default -> start;
    };
  }

  private static int after(String sql, String mark, int from) {
    int found = sql.indexOf(mark, from);
    return found < 0 ? sql.length() : found + mark.length();
  }
}
