package io.thoth.memory.fence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thoth.memory.bus.Operation;
import io.thoth.memory.json.Json;
import io.thoth.memory.support.Contracts;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nodes of two versions understand each other: every record that travels the bus survives JSON, and
 * neither a field too many nor an optional one too few matters.
 */
class ContractRecordsTest {
  private final RecordMaker maker = new RecordMaker();

  /** The questions and answers of every operation, and every record inside of these. */
  static Set<Class<?>> records() {
    Set<Class<?>> records = new LinkedHashSet<>();
    for (Operation<?, ?> operation : Contracts.operations()) {
      collect(operation.question(), records);
      collect(operation.answer(), records);
    }
    return records;
  }

  private static void collect(Type type, Set<Class<?>> records) {
    if (type instanceof ParameterizedType generic) {
      Stream.of(generic.getActualTypeArguments()).forEach(inner -> collect(inner, records));
    } else if (type instanceof Class<?> known && known.isRecord() && records.add(known)) {
      for (RecordComponent component : known.getRecordComponents()) {
        collect(component.getGenericType(), records);
      }
    }
  }

  @Test
  void thereAreOperationsAndNoTwoHaveOneAddress() {
    List<String> addresses = Contracts.operations().stream().map(Operation::address).toList();

    assertFalse(addresses.isEmpty());
    assertEquals(addresses.size(), Set.copyOf(addresses).size(), addresses::toString);
  }

  @ParameterizedTest
  @MethodSource("records")
  void aRecordSurvivesJson(Class<? extends Record> type) {
    Record original = maker.make(type);

    assertEquals(original, Json.read(Json.writeBytes(original), type));
  }

  @ParameterizedTest
  @MethodSource("records")
  void aFieldOfANewerVersionIsIgnored(Class<? extends Record> type) {
    Record original = maker.make(type);
    JsonNode tree = Json.parse(Json.writeBytes(original));
    if (tree instanceof ObjectNode fields) {
      fields.set("of_a_newer_version", fields.deepCopy());
    }

    assertEquals(original, Json.convert(tree, type));
  }

  @ParameterizedTest
  @MethodSource("records")
  void anOptionalFieldThatIsAbsentIsNull(Class<? extends Record> type) {
    JsonNode tree = Json.parse(Json.writeBytes(maker.make(type)));
    List<String> different = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = Json.nameOf(component);
      if (tree.has(name) && component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        ObjectNode absent = ((ObjectNode) tree.deepCopy()).without(name);
        ObjectNode empty = ((ObjectNode) tree.deepCopy()).putNull(name);
        if (!Json.convert(absent, type).equals(Json.convert(empty, type))) {
          different.add(name);
        }
      }
    }
    assertEquals(List.of(), different);
  }
}
