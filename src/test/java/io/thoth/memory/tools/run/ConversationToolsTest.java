package io.thoth.memory.tools.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long ago something was said, in the words an agent reads. */
class ConversationToolsTest {

  @ParameterizedTest
  @CsvSource({
    "PT-5S,0s ago", "PT37.9S,37s ago", "PT59S,59s ago", "PT60S,1m ago", "PT5M59S,5m ago",
    "PT1H,1h ago", "PT2H30M,2h ago", "PT23H59M,23h ago", "P1D,1d ago", "P3DT5H,3d ago"
  })
  void anAgeIsToldInItsLargestUnit(Duration age, String told) {
    assertEquals(told, ConversationTools.ago(age));
  }
}
