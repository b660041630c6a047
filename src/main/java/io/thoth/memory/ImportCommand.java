package io.thoth.memory;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.config.ConfigFault;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.letta.LettaImport;
import io.thoth.memory.letta.OldServer;
import io.thoth.memory.letta.Report;
import io.thoth.memory.node.Landings;
import io.thoth.memory.node.NodeConfig;
import io.thoth.memory.sql.Migrations;
import io.thoth.memory.sql.PgConfig;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.SqlConfig;
import io.thoth.memory.tenants.Organizations;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** {@code import}: carries the memory of a running Letta into the database of the settings. */
final class ImportCommand {
  private static final String USAGE =
      "import takes --from http://HOST:PORT and, where they are wanted, --password WORD and --user"
          + " user-ID of the old server, --organization org-ID of this one";
  private static final Set<String> OPTIONS =
      Set.of("--from", "--password", "--user", "--organization");

  private final OldServer server;
  private final String organization;
  private final NodeConfig config;

  private ImportCommand(OldServer server, String organization, NodeConfig config) {
    this.server = server;
    this.organization = organization;
    this.config = config;
  }

  /**
   * @param words what follows the command's name
   */
  static ImportCommand of(String[] words, NodeConfig config) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < words.length; i += 2) {
      if (!OPTIONS.contains(words[i])
          || i + 1 == words.length
          || options.put(words[i], words[i + 1]) != null) {
        throw new ConfigFault(USAGE);
      }
    }
    String organization = options.getOrDefault("--organization", Caller.DEFAULT_TENANT);
    try {
      Id.require("--organization", Id.ORGANIZATION, organization);
      String user = Id.allow("--user", Id.USER, options.get("--user"));
      OldServer server =
          OldServer.at(url(options.getOrDefault("--from", "")), options.get("--password"), user);
      return new ImportCommand(server, organization, config);
    } catch (Fault fault) {
      throw new ConfigFault(fault.getMessage());
    }
  }

  private static URI url(String text) {
    try {
      URI url = URI.create(text);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (web && url.getHost() != null && url.getRawQuery() == null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new ConfigFault(USAGE);
  }

  /**
   * @param out gets the report
   * @param told hears how far it has come
   */
  void run(PrintStream out, PrintStream told) {
    long begun = System.nanoTime();
    try (Sql sql = patient(config.store()).open()) {
      sql.migrate(Migrations.of(sql.dialect()));
      Caller caller =
          sql.read("import.organization", tx -> Organizations.caller(tx, organization, "import"))
              .orElseThrow(
                  () -> new ConfigFault("there is no " + organization + " in the database"));
      LettaImport work =
          new LettaImport(
              server, Landings.of(sql, caller, config.usualModel()), line -> told.println(line));
      report(out, work.run(), Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  private static SqlConfig patient(SqlConfig config) {
    return config instanceof PgConfig postgres ? postgres.patient() : config;
  }

  private void report(PrintStream out, Report report, Duration took) {
    report.lines().forEach(out::println);
    out.printf(
        "imported from %s into %s in %.1f s; a node embeds the texts in the background when it"
            + " runs%n",
        server.url(), config.store().shown(), took.toMillis() / 1_000.0);
  }
}
