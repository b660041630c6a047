package io.thoth.memory.embedding;

/** A model in this process. Calls compute; they may be made from several threads at once. */
interface TextModel extends AutoCloseable {
  /** The unit vector to search with. */
  float[] query(String text) throws Exception;

  /** The unit vector to store. */
  float[] passage(String text) throws Exception;

  /** Frees what the model holds; no call may be running, and none may follow. */
  @Override
  void close();

  /** Brings a model into memory; takes most of a second. */
  @FunctionalInterface
  interface Loader {
    TextModel load() throws Exception;
  }
}
