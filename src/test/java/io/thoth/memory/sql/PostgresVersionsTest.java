package io.thoth.memory.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.thoth.memory.support.Postgres;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * What a database has to do, and the main things of the features, once more on the newer versions
 * that are supported, with the programs that the build has put aside unless the system has them.
 */
class PostgresVersionsTest {
  private static final List<String> CORE =
      List.of(
          "sql.PostgresSqlTest",
          "sql.PostgresSqlTransactionTest",
          "sql.PostgresSqlWorkTest",
          "sql.PostgresMigrationTest",
          "archival.PostgresArchivalTest$Passages",
          "recall.PostgresTurnsHttpTest",
          "tenants.PostgresKeysTest",
          "tenants.PostgresQuotasTest");

  @ParameterizedTest
  @ValueSource(strings = {"16", "17", "18"})
  void theVersionDoesWhatTheOthersDo(String version) {
    Postgres.withVersion(
        version,
        () -> {
          assertEquals(version, running());
          TestExecutionSummary summary = run();

          assertEquals(List.of(), failures(summary).toList());
          assertTrue(summary.getTestsSucceededCount() > 100, "" + summary.getTestsSucceededCount());
        });
  }

  private static String running() {
    try (Sql sql = PgSql.open(Postgres.shared().config("public"))) {
      long number =
          sql.read(
              "test.version", tx -> tx.number("select current_setting('server_version_num')::int"));
      return String.valueOf(number / 10_000);
    }
  }

  private static TestExecutionSummary run() {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(CORE.stream().map(name -> selectClass("io.thoth.memory." + name)).toList())
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    return listener.getSummary();
  }

  private static Stream<String> failures(TestExecutionSummary summary) {
    return summary.getFailures().stream()
        .map(failure -> failure.getTestIdentifier().getUniqueId() + ": " + failure.getException());
  }
}
