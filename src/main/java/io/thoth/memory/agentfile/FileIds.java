package io.thoth.memory.agentfile;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.id.Id;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ids of a file: each {@code <kind>-<number>}, each once, and none named that is not there.
 * Those of what is held in memory stand for fresh ids; of what is streamed only the last number is
 * kept, because it must go up.
 */
final class FileIds {
  private static final int MOST = 1_000_000;
  private static final int MOST_DIGITS = 18;
  private static final int SHOWN = 80;

  /** Kinds of which the items are made with fresh ids. */
  private static final Map<String, String> MADE =
      Map.of(
          "agent", Id.AGENT,
          "block", Id.BLOCK,
          "archive", Id.ARCHIVE,
          "conv", Id.CONVERSATION);

  private final Map<String, String> fresh = new LinkedHashMap<>();
  private final Set<String> others = new HashSet<>();
  private final Map<String, String> wanted = new LinkedHashMap<>();
  private final Map<String, Long> last = new HashMap<>();

  /** Notes an item's id, which must not be there yet. */
  String declare(String place, String kind, JsonNode item) {
    String id = form(place + ".id", kind, item.get("id"));
    boolean added =
        MADE.containsKey(kind)
            ? fresh.putIfAbsent(id, Id.fresh(Objects.requireNonNull(MADE.get(kind)))) == null
            : others.add(id);
    if (!added) {
      throw FileScan.unfit(place + ".id: '" + id + "' is there twice");
    }
    bounded(place, fresh.size() + others.size());
    return id;
  }

  /** Notes the id of an item of which there may be any number. */
  void ascend(String place, String kind, JsonNode item) {
    String id = form(place + ".id", kind, item.get("id"));
    long number = Long.parseLong(id.substring(kind.length() + 1));
    Long before = last.put(kind, number);
    if (before != null && number <= before) {
      throw FileScan.unfit(
          place + ".id: '" + id + "' must have a higher number than the one before, " + before);
    }
  }

  /** Notes that an id is named. */
  String refer(String place, String kind, @Nullable JsonNode id) {
    String named = form(place, kind, id);
    wanted.putIfAbsent(named, place);
    bounded(place, wanted.size());
    return named;
  }

  /** Notes that each of a list of ids is named; absent is none. */
  void referAll(String place, String kind, @Nullable JsonNode ids) {
    if (ids == null || ids.isNull()) {
      return;
    }
    if (!ids.isArray()) {
      throw FileScan.unfit(place + ": must be an array of ids");
    }
    for (int i = 0; i < ids.size(); i++) {
      refer(place + "[" + i + "]", kind, ids.get(i));
    }
  }

  /** Refuses a file that names what it does not have. */
  void settle() {
    wanted.forEach(
        (id, place) -> {
          if (!fresh.containsKey(id) && !others.contains(id)) {
            throw FileScan.unfit(place + ": the file has no '" + id + "'");
          }
        });
    sortBlocks();
  }

  /** Blocks keep their order, for it is by id that prompts show them. */
  private void sortBlocks() {
    List<String> blocks = fresh.keySet().stream().filter(id -> id.startsWith("block-")).toList();
    List<String> sorted = blocks.stream().map(fresh::get).sorted().toList();
    for (int i = 0; i < blocks.size(); i++) {
      fresh.put(blocks.get(i), sorted.get(i));
    }
  }

  /** The fresh id that an id of the file stands for. */
  String fresh(String id) {
    return Objects.requireNonNull(fresh.get(id), id);
  }

  /** The same, of an id that may not be known yet. */
  Optional<String> find(String id) {
    return Optional.ofNullable(fresh.get(id));
  }

  private String form(String place, String kind, @Nullable JsonNode id) {
    if (id == null || !id.isTextual()) {
      throw FileScan.unfit(place + ": must be an id of the form " + kind + "-<number>");
    }
    String text = id.textValue();
    if (!isNumbered(kind, text)) {
      String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
      throw FileScan.unfit(place + ": '" + shown + "' is not of the form " + kind + "-<number>");
    }
    return text;
  }

  private static boolean isNumbered(String kind, String id) {
    int start = kind.length() + 1;
    int digits = id.length() - start;
    if (digits < 1 || digits > MOST_DIGITS || !id.startsWith(kind) || id.charAt(start - 1) != '-') {
      return false;
    }
    for (int i = start; i < id.length(); i++) {
      if (id.charAt(i) < '0' || id.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static void bounded(String place, int count) {
    if (count > MOST) {
      throw FileScan.unfit(place + ": is one too many, a file may have " + MOST + " of these");
    }
  }
}
