package io.thoth.memory.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'model': 5}                      | llm_config.model: must be a string",
        "{'context_window': 'big'}         | llm_config.context_window: must be an integer in"
            + " range",
        "{'context_window': 99999999999}   | llm_config.context_window: must be an integer in"
            + " range",
        "{'max_tokens': -1}                | llm_config.max_tokens: must not be negative",
        "{'temperature': 'hot'}            | llm_config.temperature: must be a number",
        "{'strict': 1}                     | llm_config.strict: must be true or false",
        "{'response_format': []}           | llm_config.response_format: must be an object",
        "{'verbosity': 'shy'}              | llm_config.verbosity: must be one of [high, low,"
            + " medium]"
      })
  void aKnownFieldOfTheWrongTypeIsRefusedByItsName(String said, String message) {
    Map<String, Object> config = Json.object(said.replace('\'', '"'));

    Fault fault = assertThrows(Fault.class, () -> Configurations.language(config));

    assertEquals(FaultKind.INVALID, fault.kind());
    assertEquals(message, fault.getMessage());
  }

  @Test
  void anEndpointTypeClientsDoNotKnowIsRefused() {
    Map<String, Object> config = Map.of("embedding_endpoint_type", "nobody");

    Fault fault = assertThrows(Fault.class, () -> Configurations.embedding(config));

    assertTrue(fault.getMessage().startsWith("embedding_config.embedding_endpoint_type: must be"));
  }

  @Test
  void nullMeansNothingIsSaidAndUnknownFieldsAreKept() {
    Map<String, Object> said = Json.object("{\"tier\": null, \"temperature\": 1, \"mood\": [1]}");

    Map<String, Object> kept = Configurations.language(said);

    assertEquals(Json.object("{\"temperature\": 1, \"mood\": [1]}"), kept);
  }

  @Test
  void theWholeConfigurationHasEveryFieldAndNullForWhatIsNotKnown() {
    Map<String, Object> kept = Catalog.languageConfig(new Handle("openai", "gpt-4o-mini"));

    Map<String, ?> whole = Configurations.wholeLanguage(kept);

    assertTrue(whole.containsKey("max_tokens"));
    assertNull(whole.get("max_tokens"));
    assertEquals("gpt-4o-mini", whole.get("model"));
  }
}
