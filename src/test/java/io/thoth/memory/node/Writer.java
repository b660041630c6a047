package io.thoth.memory.node;

import io.thoth.memory.support.HttpPeer;
import io.thoth.memory.support.Reply;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes numbered writes one after the other, each under a key of its own and again and again until
 * it is acknowledged.
 */
final class Writer implements Runnable {
  private final String name;
  private final HttpPeer program;
  private final String path;
  private final String field;
  private final Lives lives;
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicInteger replayed = new AtomicInteger();

  /**
   * @param path where it writes to
   * @param field of the body that carries the text
   */
  Writer(String name, HttpPeer program, String path, String field, Lives lives) {
    this.name = name;
    this.program = program;
    this.path = path;
    this.field = field;
    this.lives = lives;
  }

  /** How many of its writes were acknowledged: those with the numbers from 1 to this. */
  int acknowledged() {
    return acknowledged.get();
  }

  /** How often it got no answer and had to ask again. */
  int unanswered() {
    return unanswered.get();
  }

  /** How often it heard on asking again that the write had been made already. */
  int replayed() {
    return replayed.get();
  }

  String text(int number) {
    return name + " " + number;
  }

  boolean wrote(String text) {
    return text.startsWith(name + " ");
  }

  @Override
  public void run() {
    try {
      while (!lives.over()) {
        write(acknowledged.get() + 1);
        acknowledged.incrementAndGet();
        lives.acknowledge();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void write(int number) throws InterruptedException {
    while (true) {
      int life = lives.current();
      try {
        if (isWritten(number)) {
          return;
        }
      } catch (UncheckedIOException gone) {
        unanswered.incrementAndGet();
        lives.awaitAfter(life);
      }
    }
  }

  private boolean isWritten(int number) {
    String text = text(number);
    Reply reply =
        program.post(path, Map.of(field, text), "Idempotency-Key", text.replace(' ', '-'));
    if (reply.status() == 200 && reply.header("Idempotency-Replayed").isPresent()) {
      replayed.incrementAndGet();
    } else if (reply.status() != 200 && reply.status() != 503) {
      throw new AssertionError(text + " was answered with " + reply);
    }
    return reply.status() == 200;
  }
}
