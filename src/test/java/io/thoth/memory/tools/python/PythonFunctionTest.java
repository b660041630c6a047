package io.thoth.memory.tools.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a tool's source code, and what of it becomes a schema. */
class PythonFunctionTest {
  private static final String WHOLE =
      """
      import os  # def imported(x): pass

      TEXT = '''
      def quoted(x):
          pass
      '''

      class Inner:
          def method(self, x: int) -> int:
              return x

      def helper(x):
          return x

      async def search_owls(
          self,
          query: str,  # what to look for: words, or a question
          kinds: "List[str]" = ["barn", "snowy"],
          mode: Literal['any', 'all'] = 'any',
          limit: Optional[int] = None,
          *args,
          exact: bool = False,
          **kwargs,
      ) -> Dict[str, int]:
          \"""
          Searches the owls.

          It knows every owl there is.

          Args:
              query (str): What to look for,
                  in a few words: or many.
              kinds: The kinds of owls.
              mode (Literal["any", "all"]): Which must fit.

          Returns:
              dict: the owls.
          \"""
          def inner(y):
              return y
          return {}
      """;

  @Test
  void theLastFunctionOfTheModuleIsRead() {
    PythonFunction function = PythonFunction.read(WHOLE);

    assertEquals("search_owls", function.name());
    assertEquals("Searches the owls.\n\nIt knows every owl there is.", function.description());
    assertEquals(
        List.of("query", "kinds", "mode", "limit", "exact"),
        function.parameters().stream().map(PythonFunction.Parameter::name).toList());
    assertEquals("[\"barn\", \"snowy\"]", function.parameters().get(1).fallback());
  }

  @Test
  void theSchemaSaysTypesDescriptionsAndWhatIsRequired() {
    Map<String, Object> schema = PythonFunction.read(WHOLE).schema();

    assertEquals(
        Json.object(
            """
            {"type": "object",
             "properties": {
               "query": {"type": "string",
                         "description": "What to look for, in a few words: or many."},
               "kinds": {"type": "array", "items": {"type": "string"},
                         "description": "The kinds of owls."},
               "mode": {"type": "string", "enum": ["any", "all"],
                        "description": "Which must fit."},
               "limit": {"type": "integer"},
               "exact": {"type": "boolean"}},
             "required": ["query"]}
            """),
        schema.get("parameters"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "str; {\"type\": \"string\"}",
        "int; {\"type\": \"integer\"}",
        "float; {\"type\": \"number\"}",
        "bool; {\"type\": \"boolean\"}",
        "list; {\"type\": \"array\", \"items\": {\"type\": \"string\"}}",
        "list[int]; {\"type\": \"array\", \"items\": {\"type\": \"integer\"}}",
        "typing.List[str]; {\"type\": \"array\", \"items\": {\"type\": \"string\"}}",
        "dict; {\"type\": \"object\"}",
        "Dict[str, int]; {\"type\": \"object\", \"additionalProperties\": {\"type\": \"integer\"}}",
        "Optional[str]; {\"type\": \"string\"}",
        "str | None; {\"type\": \"string\"}",
        "Union[int, str]; {\"anyOf\": [{\"type\": \"integer\"}, {\"type\": \"string\"}]}",
        "int | str | None; {\"anyOf\": [{\"type\": \"integer\"}, {\"type\": \"string\"}]}",
        "Literal[1, 2]; {\"type\": \"integer\", \"enum\": [1, 2]}",
        "Annotated[int, Field(gt=1)]; {\"type\": \"integer\"}",
        "Any; {}",
        "Owl; {\"type\": \"object\"}",
        "'Owl'; {\"type\": \"object\"}"
      })
  void aTypeHasItsSchema(String hint, String schema) {
    PythonFunction function = PythonFunction.read("def f(x: " + hint + "):\n    pass\n");

    JsonNode read = Json.raw().valueToTree(function.schema());
    assertEquals(Json.convert(read.at("/parameters/properties/x"), Map.class), Json.object(schema));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "x; [x]",
        "x: int; [x]",
        "x: int = 1; []",
        "x=None; []",
        "x: Optional[int]; []",
        "x: int | None; []",
        "x: Union[str, None]; []",
        "agent_state, x; [x]",
        "*, x: str; [x]",
        "x, /, y=')'; [x]"
      })
  void whatHasNoDefaultIsRequired(String parameters, String required) {
    PythonFunction function = PythonFunction.read("def f(" + parameters + "):\n    pass\n");

    JsonNode read = Json.raw().valueToTree(function.schema());
    assertEquals(required, read.at("/parameters/required").toString().replace("\"", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "def f():\n    'one line'\n",
        "def f():\n    \"\"\"one line\"\"\"\n",
        "def f():\n    # a remark\n    r'''one line'''\n    return 1\n",
        "def f(): \"one line\"",
        "def f():\r\n    \"\"\"\r\n    one line\r\n    \"\"\"\r\n"
      })
  void aDocstringIsReadHoweverItIsQuoted(String source) {
    assertEquals("one line", PythonFunction.read(source).description());
  }

  @Test
  void aFunctionWithoutADocstringHasNoDescription() {
    assertNull(PythonFunction.read("def f(x):\n    return 'no docstring'\n").description());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x = 1",
        "class A:\n    def f(self):\n        pass\n",
        "'''\ndef f():\n    pass\n'''",
        "# def f(): pass",
        "def f(x",
        "def f(x)",
        "function f() {}"
      })
  void aSourceWithoutAFunctionIsRefused(String source) {
    Fault refused = assertThrows(Fault.class, () -> PythonFunction.read(source));

    assertEquals(FaultKind.UNACCEPTABLE, refused.kind());
    assertEquals("source_code", refused.getMessage().split(":")[0]);
  }

  static Stream<String> odd() {
    return Stream.of(
        "def f(" + "[".repeat(200_000) + "\"".repeat(999) + "\\".repeat(999),
        "def f(x: " + "List[".repeat(100_000) + "]".repeat(100_000) + "): pass",
        "def f(x: " + "a|".repeat(200_000) + "a): pass",
        "def f(" + "a,".repeat(200_000) + "a): pass",
        "def f(): pass\n".repeat(50_000),
        "def f(): pass #" + "'".repeat(400_000));
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("odd")
  void anOddSourceIsReadOrRefusedInNoTime(String source) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          try {
            assertEquals("f", PythonFunction.read(source).schema().get("name"));
          } catch (Fault refused) {
            assertEquals(FaultKind.UNACCEPTABLE, refused.kind());
          }
        });
  }
}
