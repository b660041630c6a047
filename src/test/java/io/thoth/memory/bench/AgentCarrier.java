package io.thoth.memory.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.json.Json;
import io.thoth.memory.support.HttpPeer;
import io.thoth.memory.support.Program;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Carries whole agents into a program and out of it, as files that no memory has to hold. */
final class AgentCarrier implements AutoCloseable {
  private static final String BOUNDARY = "----thoth-boundary";
  private static final long POLL_MILLIS = 100;

  private final Program program;
  private final HttpPeer peer;
  private final HttpClient client = HttpClient.newHttpClient();

  AgentCarrier(Program program, HttpPeer peer) {
    this.program = program;
    this.peer = peer;
  }

  /** Imports a file of one agent under the name it has there; answers the agent's id. */
  String bring(Path file) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(program.url("/v1/agents/import"))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(form(file))
                .build(),
            BodyHandlers.ofByteArray());
    assertEquals(200, answer.statusCode(), () -> new String(answer.body()));
    return Json.parse(answer.body()).at("/agent_ids/0").asText();
  }

  private static BodyPublisher form(Path file) throws IOException {
    String part = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=";
    String head =
        part
            + "\"append_copy_suffix\"\r\n\r\nfalse\r\n"
            + part
            + "\"file\"; filename=\"a.af\"\r\nContent-Type: application/json\r\n\r\n";
    return BodyPublishers.concat(
        BodyPublishers.ofString(head),
        BodyPublishers.ofFile(file),
        BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
  }

  Path export(String agentId, Path target) throws IOException, InterruptedException {
    HttpResponse<Path> answer =
        client.send(
            HttpRequest.newBuilder(program.url("/v1/agents/" + agentId + "/export")).build(),
            BodyHandlers.ofFile(target));
    assertEquals(200, answer.statusCode());
    return target;
  }

  /** The archive that an agent has. */
  String archive(String agentId) {
    return peer.get("/v1/archives/?agent_id=" + agentId).json().at("/0/id").asText();
  }

  /** Deletes an agent or an archive; answers when its last row is removed. */
  boolean delete(String kind, String id) throws IOException, InterruptedException {
    assertTrue(peer.delete("/v1/" + kind + "s/" + id).status() < 300);
    Pattern removed = Pattern.compile(kind + "=" + id + " rows=\\d+ removed");
    while (!removed.matcher(Files.readString(program.log())).find()) {
      Thread.sleep(POLL_MILLIS);
    }
    return true;
  }

  @Override
  public void close() {
    client.close();
  }
}
