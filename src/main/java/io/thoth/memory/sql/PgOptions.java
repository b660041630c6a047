package io.thoth.memory.sql;

import io.vertx.pgclient.PgConnectOptions;

/**
 * The settings of connections, without the mode of TLS, which depends on the server; those of a
 * session are sent with its first message.
 */
final class PgOptions {
  private static final int STATEMENTS = 256;
  private static final int LONGEST_STATEMENT = 16_384;
  private static final int PIPELINE = 256;

  private PgOptions() {}

  /** For reads: a statement that writes fails. */
  static PgConnectOptions toRead(PgConfig config) {
    return of(config).addProperty("default_transaction_read_only", "on");
  }

  /** For writes: a commit is answered when it is on the disk, whatever the server's usual is. */
  static PgConnectOptions toWrite(PgConfig config) {
    return of(config)
        .addProperty("synchronous_commit", "on")
        // A node that stops in the middle of a transaction must not hold its locks for ever.
        .addProperty("idle_in_transaction_session_timeout", "60000");
  }

  private static PgConnectOptions of(PgConfig config) {
    PgConnectOptions options = new PgConnectOptions();
    options
        .setPipeliningLimit(PIPELINE)
        .setHost(config.host())
        .setPort(config.port())
        .setDatabase(config.database())
        .setUser(config.user())
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheMaxSize(STATEMENTS)
        .setPreparedStatementCacheSqlLimit(LONGEST_STATEMENT)
        .addProperty("application_name", "thoth-memory")
        .addProperty("search_path", config.schema())
        .addProperty("default_transaction_isolation", "read committed");
    String password = config.password();
    if (password != null) {
      options.setPassword(password);
    }
    if (config.tls() != PgTls.DISABLE) {
      options.setSslOptions(config.certificates().options(config.tls()));
    }
    return options;
  }
}
