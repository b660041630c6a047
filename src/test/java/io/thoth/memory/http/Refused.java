package io.thoth.memory.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.support.Reply;
import java.util.List;

/** What every refusal has in common. */
final class Refused {
  /** Words that only somebody who reads this program's source could use. */
  private static final List<String> INSIDE =
      List.of(
          "java.", "com.fasterxml", "io.thoth", "io.vertx", "Exception", "SQL", "sqlite", "\tat ");

  private static final int LONGEST = 1_500;

  private Refused() {}

  /** A status of 400 to 499, and a body with a sentence for the sender that shows no insides. */
  static void assertReadable(Reply reply) {
    assertEquals(4, reply.status() / 100, reply::toString);
    JsonNode body = reply.json();
    assertTrue(body.isObject() && body.path("detail").isTextual(), reply::toString);
    assertFalse(reply.detail().isBlank(), reply::toString);
    assertTrue(reply.detail().length() <= LONGEST, reply::toString);
    for (String word : INSIDE) {
      assertFalse(reply.body().contains(word), () -> "shows '" + word + "': " + reply);
    }
    assertEquals("application/json", reply.header("Content-Type").orElse(""), reply::toString);
    String id = reply.header("X-Request-Id").orElse("");
    assertFalse(id.isBlank(), reply::toString);
    boolean invalid = reply.status() == FaultKind.INVALID.status();
    assertEquals(invalid ? id : "", body.path("trace_id").asText(), reply::toString);
  }
}
