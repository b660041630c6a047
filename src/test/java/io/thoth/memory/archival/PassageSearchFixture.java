package io.thoth.memory.archival;

import io.thoth.memory.embedding.FaultyEmbedder;
import io.thoth.memory.embedding.WordEmbedder;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A library of passages whose embedder can be made to fail. */
abstract class PassageSearchFixture extends ArchivalFixture {
  final FaultyEmbedder embedder = new FaultyEmbedder(new WordEmbedder("test/words", 32));
  Library library;

  @BeforeEach
  void open() {
    library = new Library(database(), embedder);
  }

  @AfterEach
  void close() {
    library.close();
  }

  static List<String> texts(Passages.Found found) {
    return found.results().stream().map(Passages.Result::content).toList();
  }

  static Set<String> ids(List<Passages.PassageHit> hits) {
    return hits.stream().map(hit -> hit.passage().id()).collect(Collectors.toSet());
  }

  List<Passages.PassageHit> find(Passages.Find question) {
    return library.ask(Passages.FIND, question).hits();
  }
}
