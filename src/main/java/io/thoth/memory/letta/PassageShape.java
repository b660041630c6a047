package io.thoth.memory.letta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thoth.memory.archival.ArchiveArrivals.ArrivingPassage;
import io.thoth.memory.archival.NewPassage;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Texts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A passage as the old server tells of it. One that is longer than a passage may be here becomes
 * several, which have its tags, metadata and time.
 */
final class PassageShape {
  private static final int VERSION = 14;

  private PassageShape() {}

  /** One passage or the parts of it, in their order; a fault when there can be none here. */
  static List<ArrivingPassage> arriving(Item item) {
    String id = item.id(Id.PASSAGE);
    List<String> texts = texts(item.json().path("text"));
    if (texts.isEmpty()) {
      return List.of(arriving(id, item.json()));
    }
    List<ArrivingPassage> parts = new ArrayList<>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      ObjectNode fields = item.json().deepCopy().put("text", texts.get(i));
      if (texts.size() > 1) {
        name(fields, id, i + 1 + " of " + texts.size());
      }
      // The last has the passage's own id: an import that was interrupted goes on after what was
      // written last, and a Letta that does not know this id answers that there is no more.
      boolean last = i + 1 == texts.size();
      parts.add(arriving(last ? id : partId(id, i + 1), fields));
    }
    return parts;
  }

  private static ArrivingPassage arriving(String id, ObjectNode fields) {
    return new ArrivingPassage(id, Json.convert(fields, NewPassage.class), null, null);
  }

  /** Those of the parts; none when it fits, or is no text. */
  private static List<String> texts(JsonNode told) {
    String text = told.isTextual() ? Texts.storable("text", told.textValue()) : "";
    return Texts.length(text) <= NewPassage.LONGEST_TEXT
        ? List.of()
        : LongText.parts(text, NewPassage.LONGEST_TEXT);
  }

  /** Says in the metadata which part this is, unless something else has these keys. */
  private static void name(ObjectNode fields, String id, String part) {
    if (!fields.hasNonNull("metadata")) {
      fields.putObject("metadata");
    }
    if (fields.get("metadata") instanceof ObjectNode metadata) {
      metadata.putIfAbsent("part_of", metadata.textNode(id));
      metadata.putIfAbsent("part", metadata.textNode(part));
    }
  }

  /** The same each time, so that a repeated import finds it; of the form that ids have. */
  private static String partId(String id, int part) {
    byte[] name = (id + " part " + part).getBytes(StandardCharsets.UTF_8);
    String uuid = UUID.nameUUIDFromBytes(name).toString();
    return Id.PASSAGE + "-" + uuid.substring(0, VERSION) + "4" + uuid.substring(VERSION + 1);
  }
}
