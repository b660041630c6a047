package io.thoth.memory.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in one sentence, naming the field, what is wrong with a document. */
final class Mismatch {
  private Mismatch() {}

  static Fault fault(IOException problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof Fault fault) {
        return located(fault, problem);
      }
    }
    if (problem instanceof JsonMappingException mapping) {
      return Fault.invalid(path(mapping), why(mapping));
    }
    return Fault.invalid("body", "is not valid JSON: " + reason(problem));
  }

  /** A record's own complaint names its field; inside a list or an object the path to it helps. */
  private static Fault located(Fault fault, IOException problem) {
    String path = problem instanceof JsonMappingException mapping ? path(mapping) : "body";
    boolean told = "body".equals(path) || fault.getMessage().startsWith(path);
    return told ? fault : new Fault(FaultKind.INVALID, path + ": " + fault.getMessage());
  }

  private static String path(JsonMappingException mapping) {
    String path =
        mapping.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
            .collect(Collectors.joining("."))
            .replace(".[", "[");
    return path.isEmpty() ? "body" : path;
  }

  private static String why(JsonMappingException mapping) {
    if (mapping instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      return "must be " + wanted(mismatch.getTargetType());
    }
    return reason(mapping);
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
      return "an integer in range";
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

  /** Jackson's first line without its mention of classes and sources. */
  private static String reason(IOException problem) {
    String message =
        problem instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : problem.getMessage();
    if (message == null) {
      return "unreadable";
    }
    String line = message.lines().findFirst().orElse("unreadable");
    return line.contains("com.fasterxml") || line.contains("java.") ? "malformed" : line;
  }
}
