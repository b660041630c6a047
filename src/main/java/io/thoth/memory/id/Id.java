package io.thoth.memory.id;

import io.thoth.memory.fault.Fault;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes and checks identifiers. */
public final class Id {
  public static final String AGENT = "agent";
  public static final String BLOCK = "block";
  public static final String ARCHIVE = "archive";
  public static final String PASSAGE = "passage";

  private static final Pattern UUID4 =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  private static final int SHOWN = 80;

  private Id() {}

  public static String fresh(String kind) {
    return kind + "-" + UUID.randomUUID();
  }

  /** The id as it came, when it is one of this kind; else a fault that names the field. */
  public static String require(String field, String kind, @Nullable String id) {
    if (id == null) {
      throw Fault.invalid(field, "is required");
    }
    if (!isOf(kind, id)) {
      String shown = id.length() > SHOWN ? id.substring(0, SHOWN) + "…" : id;
      throw Fault.invalid(field, "'" + shown + "' is not of the form " + kind + "-<uuid4>");
    }
    return id;
  }

  /** As {@link #require}, but absent is allowed. */
  public static @Nullable String allow(String field, String kind, @Nullable String id) {
    return id == null ? null : require(field, kind, id);
  }

  private static boolean isOf(String kind, String id) {
    int dash = kind.length();
    return id.length() == dash + 37
        && id.startsWith(kind)
        && id.charAt(dash) == '-'
        && UUID4.matcher(id).region(dash + 1, id.length()).matches();
  }
}
