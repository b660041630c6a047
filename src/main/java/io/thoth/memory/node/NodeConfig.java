package io.thoth.memory.node;

import io.thoth.memory.access.AccessConfig;
import io.thoth.memory.agentfile.AgentFileConfig;
import io.thoth.memory.archival.ArchivalConfig;
import io.thoth.memory.cache.CacheConfig;
import io.thoth.memory.config.ConfigFault;
import io.thoth.memory.config.Variables;
import io.thoth.memory.embedding.EmbeddingConfig;
import io.thoth.memory.embedding.EmbeddingVariables;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.http.HttpConfig;
import io.thoth.memory.journal.JournalConfig;
import io.thoth.memory.mcp.McpConfig;
import io.thoth.memory.models.Handle;
import io.thoth.memory.sql.PgVariables;
import io.thoth.memory.sql.SqlConfig;
import io.thoth.memory.sql.SqliteConfig;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * Everything a node is told from outside.
 *
 * @param dataDir where the embedded store keeps its files
 * @param store which database keeps the data
 * @param usualModel the language model of agents whose clients name none
 * @param logLevel of this program's own loggers
 */
public record NodeConfig(
    Path dataDir,
    SqlConfig store,
    HttpConfig http,
    McpConfig mcp,
    AccessConfig access,
    CacheConfig cache,
    EmbeddingConfig embedding,
    ArchivalConfig archival,
    JournalConfig journal,
    AgentFileConfig agentFiles,
    Handle usualModel,
    String logLevel) {
  private static final String[] LOG = {"LETTA_LOG_LEVEL", "LOG_LEVEL", "THOTH_LOG_LEVEL"};
  private static final String MODEL = "LETTA_DEFAULT_LLM_HANDLE";
  private static final Set<String> LEVELS = Set.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");

  /**
   * Reads every setting.
   *
   * @param home the project's folder, where the data is kept unless a setting says otherwise
   */
  public static NodeConfig of(Variables variables, Path home) {
    Path dataDir = dataDir(variables, home);
    HttpConfig http = HttpConfig.of(variables);
    return new NodeConfig(
        dataDir,
        store(variables, dataDir),
        http,
        McpConfig.of(variables, http.host(), http.corsOrigins()),
        AccessConfig.of(variables),
        CacheConfig.of(variables),
        EmbeddingVariables.read(variables),
        ArchivalConfig.of(variables),
        JournalConfig.of(variables),
        AgentFileConfig.of(variables, dataDir),
        usualModel(variables),
        logLevel(variables));
  }

  /** The same, listening on a free port that only this machine reaches. */
  public NodeConfig onLoopback() {
    return new NodeConfig(
        dataDir,
        store,
        http.onLoopback(),
        mcp,
        access,
        cache,
        embedding,
        archival,
        journal,
        agentFiles,
        usualModel,
        logLevel);
  }

  /** PostgreSQL when one is named, else a file. */
  private static SqlConfig store(Variables variables, Path dataDir) {
    return PgVariables.store(variables)
        .orElseGet(() -> SqliteConfig.at(dataDir.resolve("thoth.db")));
  }

  private static Path dataDir(Variables variables, Path home) {
    String text = variables.text("THOTH_DATA_DIR").orElse("");
    try {
      return text.isEmpty() ? home.resolve("data") : Path.of(text);
    } catch (InvalidPathException e) {
      throw variables.bad(text, "a path", "THOTH_DATA_DIR");
    }
  }

  private static Handle usualModel(Variables variables) {
    String text = variables.text(MODEL).orElse("openai/gpt-4o-mini");
    try {
      return Handle.of(MODEL, text, FaultKind.INVALID);
    } catch (Fault e) {
      throw new ConfigFault(e.getMessage());
    }
  }

  /** Python's names of levels are taken too. */
  private static String logLevel(Variables variables) {
    String text = variables.text(LOG).orElse("INFO");
    String level =
        switch (text.toUpperCase(Locale.ROOT)) {
          case "WARNING" -> "WARN";
          case "CRITICAL", "FATAL" -> "ERROR";
          default -> text.toUpperCase(Locale.ROOT);
        };
    if (!LEVELS.contains(level)) {
      throw variables.bad(text, "one of TRACE, DEBUG, INFO, WARN, ERROR", LOG);
    }
    return level;
  }
}
