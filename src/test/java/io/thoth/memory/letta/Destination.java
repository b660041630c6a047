package io.thoth.memory.letta;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.config.Variables;
import io.thoth.memory.node.Landings;
import io.thoth.memory.node.NodeConfig;
import io.thoth.memory.sql.Migrations;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.StoredRows;
import io.thoth.memory.support.TestNode;
import io.thoth.memory.tenants.Organizations;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A database that a memory is moved to, with a node on it now and then.
 *
 * @param settings that name it
 */
record Destination(Map<String, String> settings) {
  private NodeConfig config() {
    return NodeConfig.of(Variables.of(settings), Path.of("unused"));
  }

  /** A node on it; must be closed before something else is brought. */
  TestNode node() {
    return TestNode.start(settings);
  }

  StoredRows rows() {
    return StoredRows.of(config().store());
  }

  /** Does what nobody could do over HTTP at that moment. */
  void change(String statement) {
    try (Sql sql = config().store().open()) {
      sql.write("test.change", tx -> tx.update(statement));
    }
  }

  Report bring(OldLetta old) {
    return bring(old, null, Caller.DEFAULT_TENANT);
  }

  Report bring(OldLetta old, @Nullable String password, String organization) {
    return bring(asked(old, password, null, 2), organization, _ -> {});
  }

  /**
   * How an old server is asked, without long pauses.
   *
   * @param attempts of each question
   */
  static OldServer asked(
      OldLetta old, @Nullable String password, @Nullable String user, int attempts) {
    return new OldServer(
        URI.create(old.url()),
        password,
        user,
        attempts,
        Duration.ofMillis(1),
        Duration.ofSeconds(30));
  }

  Report bring(OldServer server, String organization, Progress progress) {
    try (Sql sql = config().store().open()) {
      sql.migrate(Migrations.of(sql.dialect()));
      Caller caller =
          sql.read("test.caller", tx -> Organizations.caller(tx, organization, "test"))
              .orElseThrow();
      return new LettaImport(server, Landings.of(sql, caller, config().usualModel()), progress)
          .run();
    }
  }
}
