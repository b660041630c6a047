package io.thoth.memory.letta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.thoth.memory.support.TestNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A memory on an old server, and an empty database that it is to be moved to. */
abstract class MovingMemory {
  @SuppressWarnings("NullAway.Init") // by startTheOldServer
  static TestNode source;

  @SuppressWarnings("NullAway.Init") // by startTheOldServer
  static OldMemory memory;

  @SuppressWarnings("NullAway.Init") // by begin
  OldLetta old;

  @SuppressWarnings("NullAway.Init") // by begin
  Destination destination;

  /** Settings of a database that is empty. */
  abstract Map<String, String> empty();

  @BeforeAll
  static void startTheOldServer() {
    source = TestNode.start();
    memory = OldMemory.on(source);
  }

  @AfterAll
  static void stopTheOldServer() {
    source.close();
  }

  @BeforeEach
  void begin() {
    old = OldLetta.before(source);
    destination = new Destination(empty());
  }

  @AfterEach
  void end() {
    old.close();
  }

  /** Whatever the old server tells is told by a node on the destination in the same way. */
  final void requireEverything() {
    try (TestNode node = destination.node();
        OldLetta here = OldLetta.before(node)) {
      for (String path : Told.paths(memory)) {
        assertEquals(Told.of(old, path), Told.of(here, path), path);
      }
    }
  }
}
