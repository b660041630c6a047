package io.thoth.memory.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules every document is read and written by. */
class JsonTest {
  enum Colour {
    RED
  }

  /** One component of every kind the contracts have. */
  record Everything(
      @Nullable String text,
      @Nullable Integer number,
      @Nullable Long large,
      @Nullable Double real,
      @Nullable Boolean flag,
      @Nullable Instant time,
      @Nullable Colour colour,
      @Nullable List<String> texts,
      @Nullable List<Integer> numbers,
      @Nullable List<Part> parts,
      @Nullable Map<String, Object> open,
      @Nullable Part onlyPart) {}

  record Part(String name, @Nullable Integer weight) {
    Part {
      if (weight != null && weight < 0) {
        throw Fault.invalid("weight", "must not be negative");
      }
    }
  }

  record Needed(String text, long number, List<String> list) {
    Needed {
      list = List.copyOf(list);
    }
  }

  record Renamed(@JsonProperty("other_name") String name) {}

  record Bare(@JsonValue List<Part> parts) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Bare {
      parts = List.copyOf(parts);
    }
  }

  record Open(@Nullable String known, @JsonAnySetter Map<String, Object> rest) {
    Open {
      rest = rest == null ? Map.of() : rest;
    }
  }

  static <T> T convert(String document, Class<T> type) {
    return Json.convert(Json.parse(document.getBytes(StandardCharsets.UTF_8)), type);
  }

  private static String refusal(String document, Class<?> type) {
    Fault fault = assertThrows(Fault.class, () -> convert(document, type));
    assertEquals(FaultKind.INVALID, fault.kind());
    return fault.getMessage();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'text': 5}                    | text: must be a string",
        "{'text': true}                 | text: must be a string",
        "{'text': {}}                   | text: must be a string",
        "{'text': []}                   | text: must be a string",
        "{'number': '5'}                | number: must be an integer in range",
        "{'number': ''}                 | number: must be an integer in range",
        "{'number': 5.0}                | number: must be an integer in range",
        "{'number': 5e1}                | number: must be an integer in range",
        "{'number': 2147483648}         | number: must be an integer in range",
        "{'number': true}               | number: must be an integer in range",
        "{'number': []}                 | number: must be an integer in range",
        "{'large': 9223372036854775808} | large: must be an integer in range",
        "{'large': '1'}                 | large: must be an integer in range",
        "{'real': '0.5'}                | real: must be a number",
        "{'real': true}                 | real: must be a number",
        "{'flag': 'true'}               | flag: must be true or false",
        "{'flag': 1}                    | flag: must be true or false",
        "{'flag': ''}                   | flag: must be true or false",
        "{'time': 1700000000}           | time: must be an ISO-8601 time such as"
            + " 2026-01-02T03:04:05Z",
        "{'time': 'noon'}               | time: must be an ISO-8601 time such as"
            + " 2026-01-02T03:04:05Z",
        "{'time': ''}                   | time: must be an ISO-8601 time such as"
            + " 2026-01-02T03:04:05Z",
        "{'time': null, 'text': []}     | text: must be a string",
        "{'colour': 'BLUE'}             | colour: must be one of its values",
        "{'colour': 0}                  | colour: must be one of its values",
        "{'texts': 'one'}               | texts: must be an array",
        "{'texts': {}}                  | texts: must be an array",
        "{'texts': ['a', 5]}            | texts[1]: must be a string",
        "{'texts': ['a', null]}         | texts[1]: must not be null",
        "{'texts': [['a']]}             | texts[0]: must be a string",
        "{'texts': ['\\ud800']}         | texts[0]: holds an unpaired surrogate, which is not a"
            + " character",
        "{'numbers': [1, '2']}          | numbers[1]: must be an integer in range",
        "{'numbers': [null]}            | numbers[0]: must not be null",
        "{'parts': [null]}              | parts[0]: must not be null",
        "{'parts': ['a']}               | parts[0]: must be an object",
        "{'parts': [{}]}                | parts[0].name: is required",
        "{'parts': [{'name': null}]}    | parts[0].name: is required",
        "{'parts': [{'name': 5}]}       | parts[0].name: must be a string",
        "{'parts': [{'name': '\\udc00'}]} | parts[0].name: holds an unpaired surrogate, which is"
            + " not a character",
        "{'parts': [{'name': 'a'}, {'name': 'b', 'weight': -1}]} | parts[1].weight: must not be"
            + " negative",
        "{'open': []}                   | open: must be an object",
        "{'open': 'x'}                  | open: must be an object",
        "{'only_part': {'name': 'a', 'weight': 'b'}} | only_part.weight: must be an integer in"
            + " range",
        "{'only_part': []}              | only_part: must be an object"
      })
  void aWrongValueIsRefusedNamingItsField(String document, String message) {
    assertEquals(message, refusal(document.replace('\'', '"'), Everything.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'number': 1, 'list': []}                 | text: is required",
        "{'text': null, 'number': 1, 'list': []}   | text: is required",
        "{'text': 'a', 'list': []}                 | number: is required",
        "{'text': 'a', 'number': null, 'list': []} | number: is required",
        "{'text': 'a', 'number': 1}                | list: is required",
        "{'text': 'a', 'number': 1, 'list': null}  | list: is required",
        "{}                                        | text: is required"
      })
  void whatMayNotBeNullMustBeThere(String document, String message) {
    assertEquals(message, refusal(document.replace('\'', '"'), Needed.class));
  }

  @Test
  void absentAndNullAreTheSameWhereNullIsAllowed() {
    Everything nothing =
        new Everything(null, null, null, null, null, null, null, null, null, null, null, null);

    assertEquals(nothing, convert("{}", Everything.class));
    assertEquals(nothing, convert("{\"text\": null, \"parts\": null}", Everything.class));
  }

  @Test
  void unknownFieldsAreIgnoredAtEveryDepth() {
    assertEquals(
        new Part("a", null), convert("{\"name\": \"a\", \"new\": {\"in\": [1]}}", Part.class));
    assertEquals(
        new Bare(List.of(new Part("a", 1))),
        convert("[{\"name\": \"a\", \"weight\": 1, \"height\": 2}]", Bare.class));
  }

  @Test
  void whatTheRecordDoesNotNameCanBeCollected() {
    assertEquals(
        new Open("a", Map.of("b", 1, "c", List.of("d"))),
        convert("{\"known\": \"a\", \"b\": 1, \"c\": [\"d\"]}", Open.class));
    assertEquals(new Open(null, Map.of()), convert("{}", Open.class));
  }

  @Test
  void openObjectsKeepNullsAndNumbersAsTheyAre() {
    Map<String, Object> open = new LinkedHashMap<>();
    open.put("null", null);
    open.put("list", new ArrayList<>(Arrays.asList(null, 1, "a")));
    open.put("large", 123456789012L);
    open.put("real", 0.5);
    String document = "{\"open\": " + Json.write(open) + "}";

    assertEquals(open, convert(document, Everything.class).open());
  }

  @Test
  void namesAreSnakeCaseNullsArePresentAndTimesHaveMicroseconds() {
    Everything record =
        new Everything(
            "a",
            1,
            null,
            0.5,
            true,
            Instant.parse("2026-01-02T03:04:05.120Z"),
            Colour.RED,
            List.of("x"),
            null,
            null,
            Map.of("camelCase", 1),
            new Part("b", null));

    assertEquals(
        """
        {"text":"a","number":1,"large":null,"real":0.5,"flag":true,\
        "time":"2026-01-02T03:04:05.120000Z","colour":"RED","texts":["x"],"numbers":null,\
        "parts":null,"open":{"camelCase":1},"only_part":{"name":"b","weight":null}}\
        """,
        Json.write(record));
  }

  @Test
  void whatWasWrittenReadsBackTheSame() {
    Everything record =
        new Everything(
            "\u202E\uD83D\uDE00e\u0301",
            1,
            2L,
            0.1,
            false,
            Instant.parse("2026-01-02T03:04:05.123456Z"),
            Colour.RED,
            List.of("%", "_"),
            List.of(3),
            List.of(new Part("a", 4)),
            Map.of("k", List.of(Map.of("deep", true))),
            new Part("b", null));

    assertEquals(record, Json.read(Json.write(record), Everything.class));
    assertEquals(record, Json.read(Json.writeBytes(record), Everything.class));
  }

  @Test
  void aComponentIsKnownOutsideByItsJsonName() {
    assertEquals("other_name", Json.nameOf(Renamed.class.getRecordComponents()[0]));
    assertEquals("only_part", Json.nameOf(Everything.class.getRecordComponents()[11]));
  }
}
