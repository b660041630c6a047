package io.thoth.memory.sdk;

import io.thoth.memory.support.NodeProject;
import io.thoth.memory.support.RunningProgram;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs {@code src/test/sdk} with Node.js against the packaged program. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SdkIT {
  private static final NodeProject PROJECT = new NodeProject("sdk", Duration.ofMinutes(10));

  @RegisterExtension final RunningProgram program = new RunningProgram(database());

  /** The settings of the database; none for the embedded one. */
  Map<String, String> database() {
    return Map.of();
  }

  @BeforeAll
  static void installTheSdk() {
    PROJECT.install();
  }

  @Test
  void theOfficialSdkWorksUnmodified() {
    PROJECT.test("sdk.test.js", 150, Map.of("THOTH_URL", program.get().url()));
  }
}
