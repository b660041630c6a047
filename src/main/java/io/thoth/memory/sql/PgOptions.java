package io.thoth.memory.sql;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import java.nio.file.Path;

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
      options.setSslOptions(tls(config));
    }
    return options;
  }

  private static ClientSSLOptions tls(PgConfig config) {
    ClientSSLOptions options = new ClientSSLOptions();
    boolean verified = config.tls() == PgTls.VERIFY_CA || config.tls() == PgTls.VERIFY_FULL;
    // Java checks the name against the certificate when it is told which of its rules to use.
    options.setHostnameVerificationAlgorithm(config.tls() == PgTls.VERIFY_FULL ? "HTTPS" : "");
    options.setTrustAll(!verified);
    Path authority = config.authority();
    if (verified && authority != null) {
      options.setTrustOptions(new PemTrustOptions().addCertPath(authority.toString()));
    }
    return options;
  }
}
