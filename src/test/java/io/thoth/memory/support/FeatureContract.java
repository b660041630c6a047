package io.thoth.memory.support;

import io.thoth.memory.sql.Sql;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * The ground of the suites that hold for every store: the features over the bus on the store of the
 * subclass, opened once for the class, and a client of its own for every test.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FeatureContract {
  protected Sql sql;
  protected LocalFeatures features;
  protected Client client;

  /** A store with the program's schema; the same one every time. */
  protected abstract Sql open();

  @BeforeAll
  void serve() {
    sql = open();
    features = new LocalFeatures(sql);
  }

  /** Closes everything and opens it again on the same data. */
  protected final void restart() {
    close();
    serve();
    client = new Client(features.bus(), client.tenant());
  }

  @BeforeEach
  protected final void meetNobody() {
    client = Client.ofNobodyElse(features.bus());
  }

  @AfterAll
  void close() {
    features.close();
    sql.close();
  }
}
