package io.thoth.memory.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.thoth.memory.fault.Fault;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says in one sentence, naming the field, what is wrong with a document. Only words of our own and
 * Jackson's about the syntax get out, never those about classes.
 */
final class Mismatch {
  private static final String INTEGER = "an integer in range";

  private Mismatch() {}

  static Fault fault(IOException problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof Fault fault) {
        return located(fault, problem);
      }
    }
    return switch (problem) {
      case JsonMappingException mapping -> Fault.invalid(path(mapping), why(mapping));
      case JsonProcessingException json ->
          Fault.invalid("body", "is not valid JSON: " + syntax(json));
      default -> Fault.invalid("body", "is unreadable");
    };
  }

  /**
   * A record's or a value's own complaint names its field; inside a list or an object the path to
   * it is put in front.
   */
  private static Fault located(Fault fault, IOException problem) {
    if (!(problem instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return fault;
    }
    String[] said = fault.getMessage().split(": ", 2);
    if (said.length < 2) {
      return fault;
    }
    String path = path(mapping);
    boolean named = said[0].equals(name(mapping));
    String field = named ? path : "body".equals(path) ? said[0] : path + "." + said[0];
    return new Fault(fault.kind(), field + ": " + said[1]);
  }

  /** The innermost field, passing over indexes of lists. */
  private static @Nullable String name(JsonMappingException mapping) {
    return mapping.getPath().stream()
        .map(Reference::getFieldName)
        .filter(name -> name != null)
        .reduce((_, last) -> last)
        .orElse(null);
  }

  /** Such as {@code memory_blocks[1].limit}; the wrapping of a whole body is left out. */
  private static String path(JsonMappingException mapping) {
    List<Reference> steps = mapping.getPath();
    StringBuilder path = new StringBuilder();
    for (Reference step : steps) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    String whole = path.toString();
    return whole.isEmpty() ? "body" : whole.startsWith("body.") ? whole.substring(5) : whole;
  }

  private static String why(JsonMappingException mapping) {
    if (mapping instanceof InvalidNullException) {
      boolean inList = mapping.getPath().getLast().getFieldName() == null;
      return inList ? "must not be null" : "is required";
    }
    if (mapping.getCause() instanceof InputCoercionException) {
      return "must be " + INTEGER;
    }
    return mapping instanceof MismatchedInputException mismatch
        ? "must be " + wanted(mismatch.getTargetType())
        : "is malformed";
  }

  private static String wanted(@Nullable Class<?> type) {
    if (type == null || type == Object.class) {
      return "another type of value";
    }
    if (type == String.class) {
      return "a string";
    }
    if (type == Instant.class) {
      return "an ISO-8601 time such as 2026-01-02T03:04:05Z";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (type == Integer.class || type == Long.class || type == int.class || type == long.class) {
      return INTEGER;
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "an array";
    }
    if (Map.class.isAssignableFrom(type) || type.isRecord()) {
      return "an object";
    }
    return Number.class.isAssignableFrom(type) || type.isPrimitive()
        ? "a number"
        : "one of its values";
  }

  /** Jackson's first line without its remarks on where the source is kept. */
  private static String syntax(JsonProcessingException problem) {
    if (problem instanceof StreamConstraintsException) {
      return "it nests deeper than %d levels, or has a number of more than %d digits"
          .formatted(Json.MAX_DEPTH, Json.MAX_DIGITS);
    }
    String message = problem.getOriginalMessage().lines().findFirst().orElse("unreadable");
    JsonLocation at = problem.getLocation();
    return message.replaceAll(" \\(start marker at .*", "")
        + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")");
  }
}
