package io.thoth.memory.id;

import io.thoth.memory.fault.Fault;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes and checks identifiers. */
public final class Id {
  public static final String AGENT = "agent";
  public static final String BLOCK = "block";
  public static final String ARCHIVE = "archive";
  public static final String PASSAGE = "passage";
  public static final String CONVERSATION = "conv";
  public static final String MESSAGE = "message";
  public static final String RUN = "run";
  public static final String TOOL = "tool";
  public static final String ORGANIZATION = "org";
  public static final String USER = "user";
  public static final String KEY = "key";
  public static final String MCP_SERVER = "mcp_server";
  public static final String IDENTITY = "identity";

  /** Of a folder, which older clients call a source. */
  public static final String FOLDER = "source";

  public static final String FILE = "file";
  public static final String AGENT_FILE = "file_agent";
  public static final String GROUP = "group";
  public static final String STEP = "step";
  public static final String JOB = "job";

  private static final int UUID_LENGTH = 36;
  private static final int SHOWN = 80;
  private static final long VERSION_4 = 0x4000;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long FRACTIONS_PER_MILLI = 1 << 12;

  private Id() {}

  /**
   * An id that nobody can guess and that sorts behind those made before, as far as clocks agree: of
   * a UUID of version 4, the first 60 bits that are free are the time, as RFC 9562 lays them out
   * for version 7 (section 6.2, method 3), and 62 are random. What is written one after the other
   * so stands side by side in an index, where random ids would each change a page of their own.
   */
  public static String fresh(String kind) {
    Instant now = Instant.now();
    long fraction = now.getNano() % NANOS_PER_MILLI * FRACTIONS_PER_MILLI / NANOS_PER_MILLI;
    long time = now.toEpochMilli() << 16 | VERSION_4 | fraction;
    return kind + "-" + new UUID(time, UUID.randomUUID().getLeastSignificantBits());
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

  /** Whether the text is an id of this kind. */
  public static boolean isOf(String kind, String id) {
    int start = kind.length() + 1;
    return id.length() == start + UUID_LENGTH
        && id.startsWith(kind)
        && id.charAt(start - 1) == '-'
        && isUuid4(id, start);
  }

  /** By hand, because every request checks an id and a pattern costs ten times as much. */
  private static boolean isUuid4(String id, int start) {
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = id.charAt(start + i);
      boolean fits =
          switch (i) {
            case 8, 13, 18, 23 -> c == '-';
            case 14 -> c == '4';
            case 19 -> c == '8' || c == '9' || c == 'a' || c == 'b';
            default -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
