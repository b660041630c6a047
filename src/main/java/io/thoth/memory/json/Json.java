package io.thoth.memory.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.thoth.memory.fault.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads and writes JSON by the house rules. Thread-safe. */
public final class Json {
  /**
   * What somebody sends may nest this deep: nothing in the contract nests deeper than a dozen. What
   * is kept or sent on may nest deeper, because it wraps what somebody sent.
   */
  static final int MAX_DEPTH = 100;

  static final int MAX_DIGITS = 1_000;

  private static final int MAX_STRING_LENGTH = 64 << 20;

  private static final char REPLACEMENT = '\uFFFD';
  private static final String MARK = "\uFEFF";

  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE_CASE =
      new PropertyNamingStrategies.SnakeCaseStrategy();

  private static final JsonMapper MAPPER = mapper();
  private static final ObjectReader STRANGERS = MAPPER.reader().with(strict());

  private Json() {}

  private static JsonMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .propertyNamingStrategy(SNAKE_CASE)
            .serializationInclusion(JsonInclude.Include.ALWAYS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .addModule(
                new SimpleModule()
                    .addSerializer(Instant.class, new TimeWriter())
                    .addDeserializer(Instant.class, new TimeReader())
                    .addDeserializer(String.class, new TextReader()))
            .withCoercionConfig(
                LogicalType.Textual,
                config -> {
                  config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                  config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                  config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                })
            .build();
    mapper.setAnnotationIntrospector(
        AnnotationIntrospectorPair.create(
            mapper.getDeserializationConfig().getAnnotationIntrospector(),
            new RequiredComponents()));
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(MAX_STRING_LENGTH).build());
    return mapper;
  }

  /** For documents of people we do not know: shallow, and every name once. */
  private static JsonFactory strict() {
    return JsonFactory.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxNumberLength(MAX_DIGITS)
                .maxStringLength(MAX_STRING_LENGTH)
                .build())
        .build();
  }

  /** The mapper itself, for streaming writers; never reconfigured. */
  public static JsonMapper raw() {
    return MAPPER;
  }

  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] writeBytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tree of a document somebody sent; a document that is no JSON is a fault of its sender. */
  public static JsonNode parse(byte[] document) {
    try {
      JsonNode tree = STRANGERS.readTree(text(document));
      if (tree == null || tree.isMissingNode()) {
        throw Fault.invalid("body", "must be a JSON document, but it is empty");
      }
      return tree;
    } catch (IOException e) {
      throw Mismatch.fault(e);
    }
  }

  /** Jackson alone would also take UTF-16 and bytes that are no character; RFC 8259 does not. */
  private static String text(byte[] document) {
    String text = new String(document, StandardCharsets.UTF_8);
    boolean replaced =
        text.indexOf(REPLACEMENT) >= 0
            && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), document);
    if (replaced) {
      throw Fault.invalid("body", "is not valid UTF-8");
    }
    return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
  }

  /** The tree as a record; a value of the wrong type or out of range names its field. */
  public static <T> T convert(JsonNode tree, Class<T> type) {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (IOException e) {
      throw Mismatch.fault(e);
    }
  }

  public static <T> T read(byte[] document, Class<T> type) {
    try {
      return MAPPER.readValue(document, type);
    } catch (IOException e) {
      throw Mismatch.fault(e);
    }
  }

  public static <T> T read(String document, Class<T> type) {
    try {
      return MAPPER.readValue(document, type);
    } catch (IOException e) {
      throw Mismatch.fault(e);
    }
  }

  /** An open object, such as metadata, as it stands in a table. */
  public static Map<String, Object> object(String document) {
    try {
      return MAPPER.readValue(document, OBJECT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A list of strings, such as tags, as it stands in a table. */
  public static List<String> texts(String document) {
    try {
      return "[]".equals(document) ? List.of() : MAPPER.readValue(document, TEXTS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a record's component is called outside. */
  public static String nameOf(RecordComponent component) {
    JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
    return named != null && !named.value().isEmpty()
        ? named.value()
        : SNAKE_CASE.translate(component.getName());
  }
}
