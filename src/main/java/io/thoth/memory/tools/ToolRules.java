package io.thoth.memory.tools;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.sql.Page;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a tool and a question about tools may be. */
final class ToolRules {
  static final int USUAL_RETURN_LIMIT = 50_000;
  static final String CUSTOM = "custom";

  private static final int MOST_RETURN_LIMIT = 1_000_000;
  private static final int MOST_SOURCE = 1_000_000;
  private static final int MOST_IN_FILTER = 1_000;
  private static final int WHOLE_PAGE = 1_000;

  /** As language models take names; a client of Letta's may also have a slash or a dot. */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.:/-]{1,255}");

  private static final Set<String> SOURCES =
      Set.of("python", "typescript", "json", "json_schema", "mcp", "langchain", "composio");
  private static final Set<String> MODES = Set.of("vector", "fts", "hybrid");

  private ToolRules() {}

  static String name(String field, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new Fault(
          FaultKind.UNACCEPTABLE,
          field + ": a tool's name is 1 to 255 letters, digits, '_', '-', '.', ':' or '/'");
    }
    return name;
  }

  static @Nullable String source(@Nullable String source) {
    if (source != null && source.length() > MOST_SOURCE) {
      throw Fault.invalid("source_code", "must be at most " + MOST_SOURCE + " characters");
    }
    return source;
  }

  static @Nullable String sourceType(@Nullable String type) {
    if (type != null && !SOURCES.contains(type)) {
      throw Fault.invalid("source_type", "must be one of " + new TreeSet<>(SOURCES));
    }
    return type;
  }

  static @Nullable Integer returnLimit(@Nullable Integer limit) {
    if (limit != null && (limit < 1 || limit > MOST_RETURN_LIMIT)) {
      throw Fault.invalid("return_char_limit", "must be from 1 to " + MOST_RETURN_LIMIT);
    }
    return limit;
  }

  static void few(String field, @Nullable List<String> values) {
    if (values != null && values.size() > MOST_IN_FILTER) {
      throw Fault.invalid(field, "must be at most " + MOST_IN_FILTER + " values");
    }
  }

  static void searchMode(@Nullable String mode) {
    if (mode != null && !MODES.contains(mode)) {
      throw Fault.invalid("search_mode", "must be one of " + new TreeSet<>(MODES));
    }
  }

  /**
   * The page asked for.
   *
   * @param sdk the header by which the official SDKs name themselves; other clients read the first
   *     page and take it for everything
   * @param usual what the SDKs expect of a page
   */
  static Page page(
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order,
      @Nullable String orderBy,
      @Nullable String sdk,
      int usual) {
    if (orderBy != null && !"created_at".equals(orderBy)) {
      throw Fault.invalid("order_by", "must be created_at");
    }
    int size = sdk == null ? WHOLE_PAGE : usual;
    return Page.of(before, after, limit, size, Page.descending(order, true));
  }
}
