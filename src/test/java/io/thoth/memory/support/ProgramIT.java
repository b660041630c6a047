package io.thoth.memory.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramIT {
  @Test
  void aKilledProgramComesBackUnderTheSameUrl(@TempDir Path data) throws Exception {
    try (Program program = Program.start(data)) {
      String url = program.url();
      Process first = program.process();

      program.kill();
      program.restart();

      assertFalse(first.isAlive());
      assertEquals(url, program.url());
      assertEquals(200, health(program));
    }
  }

  @Test
  void aProgramThatIsToldToStopEndsWithZero(@TempDir Path data) {
    try (Program program = Program.start(data)) {
      int exit = program.terminate();

      assertEquals(0, exit, program::logTail);
    }
  }

  @Test
  void aProgramThatCannotStartShowsItsLog(@TempDir Path data) {
    Map<String, String> environment = Map.of("LETTA_SERVER_PORT", "eighty");

    AssertionError failure =
        assertThrows(AssertionError.class, () -> Program.start(data, environment));

    String message = String.valueOf(failure.getMessage());
    assertTrue(message.contains("before it was healthy"), message);
    assertTrue(message.contains("LETTA_SERVER_PORT"), message);
  }

  private static int health(Program program) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(program.url("/v1/health/")).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }
}
