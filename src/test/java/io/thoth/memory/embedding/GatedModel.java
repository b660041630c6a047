package io.thoth.memory.embedding;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A model that does not answer before it is let, and remembers what it was asked. Its vectors have
 * one component, the length of the text, and two when it is a query.
 */
final class GatedModel implements TextModel {
  private final Semaphore gate = new Semaphore(0);
  private final Semaphore begun = new Semaphore(0);
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /** A model that answers everything at once. */
  static GatedModel open() {
    GatedModel model = new GatedModel();
    model.let(1_000_000);
    return model;
  }

  void let(int answers) {
    gate.release(answers);
  }

  void awaitBegun(int inferences) throws InterruptedException {
    assertTrue(begun.tryAcquire(inferences, 2, TimeUnit.MINUTES));
  }

  List<String> asked() {
    return List.copyOf(asked);
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public float[] query(String text) throws InterruptedException {
    return new float[] {answer(text), 0};
  }

  @Override
  public float[] passage(String text) throws InterruptedException {
    return new float[] {answer(text)};
  }

  private int answer(String text) throws InterruptedException {
    asked.add(text);
    begun.release();
    gate.acquire();
    if (text.startsWith("poison")) {
      throw new IllegalStateException("cannot digest " + text);
    }
    return text.length();
  }

  @Override
  public void close() {
    closed = true;
  }
}
