package io.thoth.memory.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.config.ConfigFault;
import io.thoth.memory.config.Variables;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalConfigTest {

  @Test
  void withoutSettingsAThousandVersionsAndADayOfAnswersAreKept() {
    assertEquals(new JournalConfig(1_000, 0, 24), JournalConfig.of(Variables.of(Map.of())));
  }

  @Test
  void everySettingHasEffect() {
    Map<String, String> settings =
        Map.of(
            "THOTH_JOURNAL_KEEP_VERSIONS", "0",
            "THOTH_JOURNAL_KEEP_DAYS", "30",
            "THOTH_IDEMPOTENCY_HOURS", "1");

    assertEquals(new JournalConfig(0, 30, 1), JournalConfig.of(Variables.of(settings)));
  }

  @ParameterizedTest
  @CsvSource({
    "THOTH_JOURNAL_KEEP_VERSIONS,-1",
    "THOTH_JOURNAL_KEEP_DAYS,x",
    "THOTH_IDEMPOTENCY_HOURS,0"
  })
  void aSettingThatCannotBeIsNamed(String name, String value) {
    Variables variables = Variables.of(Map.of(name, value));

    ConfigFault fault = assertThrows(ConfigFault.class, () -> JournalConfig.of(variables));

    assertTrue(
        String.valueOf(fault.getMessage()).startsWith(name + "='" + value + "'"),
        fault.getMessage());
  }
}
