package io.thoth.memory.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.support.Reply;
import io.thoth.memory.support.SlowUpload;
import io.thoth.memory.support.TestNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many large bodies at once: some are taken in, the others are told to come back. */
class BodiesTest {
  private static final int SIZE = 600_000;
  private static final int ROOM = 3;
  private static final int SENDERS = 8;

  private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
  private TestNode node;
  private List<SlowUpload> uploads;

  /** All but its last byte of each body is there, and there is room for some of them. */
  @BeforeEach
  void fill() throws InterruptedException {
    node =
        TestNode.start(
            Map.of(
                "THOTH_MAX_BODY_BYTES", "1000000",
                "THOTH_BODIES_BYTES", Integer.toString(ROOM * SIZE),
                "THOTH_HTTP_LOOPS", "2"));
    uploads =
        IntStream.range(0, SENDERS)
            .mapToObj(_ -> SlowUpload.start(node.port(), "/v1/blocks/", block(SIZE), replies::add))
            .toList();
    for (int refused = 0; refused < SENDERS - ROOM; refused++) {
      Reply reply = next();
      assertEquals(429, reply.status(), reply::toString);
      assertEquals("1", reply.header("Retry-After").orElse(""), reply::toString);
    }
  }

  @AfterEach
  void close() {
    uploads.forEach(SlowUpload::close);
    node.close();
  }

  private static String block(int size) {
    String start = "{\"label\": \"human\", \"value\": \"x\", \"unknown\": \"";
    return start + "y".repeat(size - start.length() - 2) + "\"}";
  }

  private Reply next() throws InterruptedException {
    Reply reply = replies.poll(60, TimeUnit.SECONDS);
    assertTrue(reply != null, "no answer came");
    return reply;
  }

  @Test
  void thoseThatWereTakenInAreServed() throws InterruptedException {
    uploads.forEach(SlowUpload::finish);

    for (int served = 0; served < ROOM; served++) {
      Reply reply = next();
      assertEquals(200, reply.status(), reply::toString);
    }
    Reply later = node.post("/v1/blocks/", block(SIZE));
    assertEquals(200, later.status(), later::toString);
  }

  @Test
  void aSmallRequestIsServedMeanwhile() {
    Reply reply = node.post("/v1/blocks/", Map.of("label", "human", "value", "x"));

    assertEquals(200, reply.status(), reply::toString);
  }

  @Test
  void aLargeOneThatIsGivenUpMakesRoom() throws InterruptedException {
    uploads.forEach(SlowUpload::close);

    Reply reply = node.post("/v1/blocks/", block(SIZE));
    while (reply.status() == 429) { // the node has not heard yet that they are gone
      reply = node.post("/v1/blocks/", block(SIZE));
    }

    assertEquals(200, reply.status(), reply::toString);
  }

  @Test
  void aFileThatIsUploadedIsCountedToo() {
    String folder = node.post("/v1/folders/", Map.of("name", "f")).json().get("id").asText();
    String form =
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n"
            + "Content-Type: text/plain\r\n\r\n%s\r\n--x--\r\n".formatted("z".repeat(100_000));
    String path = "/v1/folders/" + folder + "/upload";

    Reply refused = node.post(path, form, "Content-Type", "multipart/form-data; boundary=x");

    assertEquals(429, refused.status(), refused::toString);
  }
}
