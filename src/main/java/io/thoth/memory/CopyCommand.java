package io.thoth.memory;

import io.thoth.memory.config.ConfigFault;
import io.thoth.memory.config.Variables;
import io.thoth.memory.copy.CopiedTable;
import io.thoth.memory.copy.StoreCopy;
import io.thoth.memory.sql.PgConfig;
import io.thoth.memory.sql.PgReplicated;
import io.thoth.memory.sql.PgVariables;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.SqlConfig;
import io.thoth.memory.sql.SqliteConfig;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code copy}: moves everything from one database to another, SQLite or PostgreSQL. */
final class CopyCommand {
  private static final String USAGE =
      "copy takes --to URI and, when it is not the database of the settings that is copied, --from"
          + " URI: postgresql://user:password@host:port/database or sqlite:DATA_DIRECTORY";

  private final SqlConfig from;
  private final SqlConfig to;

  private CopyCommand(SqlConfig from, SqlConfig to) {
    this.from = from;
    this.to = to;
  }

  /**
   * @param words what follows the command's name
   * @param store of the settings
   * @param variables schema and sizes for addresses of PostgreSQL
   */
  static CopyCommand of(String[] words, SqlConfig store, Variables variables) {
    Map<String, String> options = new HashMap<>();
    for (int index = 0; index < words.length; index += 2) {
      boolean known = Set.of("--to", "--from").contains(words[index]);
      if (!known
          || index + 1 == words.length
          || options.put(words[index], words[index + 1]) != null) {
        throw new ConfigFault(USAGE);
      }
    }
    String to = options.get("--to");
    if (to == null) {
      throw new ConfigFault(USAGE);
    }
    String from = options.get("--from");
    SqlConfig source = from == null ? store : store("--from", from, variables);
    SqlConfig target = store("--to", to, variables);
    if (source.shown().equals(target.shown())) {
      throw new ConfigFault("copy would copy " + source.shown() + " to itself");
    }
    return new CopyCommand(source, target);
  }

  private static SqlConfig store(String option, String uri, Variables variables) {
    if (!uri.startsWith("sqlite:")) {
      return PgVariables.at(option, uri, variables);
    }
    String path = uri.substring("sqlite:".length()).replaceFirst("^//(?=/)", "");
    try {
      return SqliteConfig.at(Path.of(path).resolve("thoth.db"));
    } catch (InvalidPathException e) {
      throw new ConfigFault(option + " must be like sqlite:DATA_DIRECTORY");
    }
  }

  /**
   * @param out gets the report
   * @param told hears how far it has come
   */
  void run(PrintStream out, PrintStream told) {
    if (from instanceof SqliteConfig file && !Files.exists(file.file())) {
      throw new ConfigFault("there is nothing to copy in " + from.shown());
    }
    long begun = System.nanoTime();
    try (Sql source = patient(from).open();
        Sql target = patient(to).open()) {
      StoreCopy copy =
          new StoreCopy(
              source,
              target,
              (doing, table, done, all) ->
                  told.printf("%s %s: %,d of %,d rows%n", doing, table, done, all));
      report(out, copy.run(), Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  private static SqlConfig patient(SqlConfig config) {
    return switch (config) {
      case PgConfig postgres -> postgres.patient();
      case PgReplicated replicated -> replicated.primary().patient();
      case SqliteConfig file -> file;
    };
  }

  private void report(PrintStream out, List<CopiedTable> copied, Duration took) {
    for (CopiedTable table : copied) {
      out.printf("%-22s %,12d rows  %s%n", table.name(), table.rows(), table.digest());
    }
    long rows = copied.stream().mapToLong(CopiedTable::rows).sum();
    out.printf(
        "%,d rows of %d tables copied from %s to %s and compared in %.1f s%n",
        rows, copied.size(), from.shown(), to.shown(), took.toMillis() / 1_000.0);
    if (copied.stream().anyMatch(table -> table.name().equals("api_key") && table.rows() > 0)) {
      out.println(
          "API keys stay good where THOTH_KEY_SECRET is the same; without it, take the file"
              + " key.secret of the data directory along");
    }
  }
}
