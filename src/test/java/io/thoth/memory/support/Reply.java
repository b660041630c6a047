package io.thoth.memory.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.json.Json;
import java.net.http.HttpHeaders;
import java.util.Optional;

/** One HTTP answer, read to its end. */
public record Reply(int status, HttpHeaders headers, String body) {

  /** The first header of this name, in whatever case. */
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /**
   * The body as JSON.
   *
   * @throws AssertionError when it is none
   */
  public JsonNode json() {
    try {
      return Json.raw().readTree(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + this, e);
    }
  }

  /** What a refusal says; empty when the body holds no {@code detail}. */
  public String detail() {
    return json().path("detail").asText();
  }

  @Override
  public String toString() {
    int shown = Math.min(body.length(), 2_000);
    return status + " " + headers.map() + "\n" + body.substring(0, shown);
  }
}
