package io.thoth.memory.agentfile;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A file without what may differ between an agent and its copy: ids and times. */
final class Comparable {
  private static final Pattern NAMED =
      Pattern.compile("[a-z_]+-(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]+)(?=\")");
  private static final Pattern LOOSE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(\\+00:00|Z| UTC)?");
  private static final Pattern SPOKEN =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d [AP]M UTC[+-]\\d{4}");

  private Comparable() {}

  static String of(String file) {
    Map<String, String> names = new HashMap<>();
    String named =
        NAMED
            .matcher(file)
            .replaceAll(
                id -> names.computeIfAbsent(id.group(), name -> kind(name) + "#" + names.size()));
    String timeless = TIME.matcher(SPOKEN.matcher(named).replaceAll("TIME")).replaceAll("TIME");
    return LOOSE.matcher(timeless).replaceAll("ID");
  }

  private static String kind(String id) {
    return id.substring(0, id.indexOf('-'));
  }
}
