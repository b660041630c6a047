package io.thoth.memory.archival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where passages are found: in which organisation and in which archives. */
abstract class PassageSearchPlacesContract extends PassageSearchFixture {
  private static final List<String> COPIED =
      List.of("agent", "archive", "agent_archive", "passage", "passage_vector", "journal");

  @Test
  void organisationsDoNotSeeEachOther() {
    Caller other = Library.caller("org-11111111-1111-4111-8111-111111111111");
    String mine = library.agent("Ada");
    String theirs = library.agent("Eve", "UTC", other);
    Passage secret = library.tell(mine, "a secret of mine");
    Passages.Create question = new Passages.Create(theirs, null, "open", null, null, null);
    library.ask(Passages.CREATE, question, other);

    Passages.Find everywhere =
        new Passages.Find("secret", null, null, null, null, 100, null, null, null);
    List<Passages.PassageHit> found = library.ask(Passages.FIND, everywhere, other).value().hits();

    assertEquals(List.of("open"), found.stream().map(hit -> hit.passage().text()).toList());
    Passages.Search direct = Asking.of(mine, "secret");
    assertEquals(
        FaultKind.NOT_FOUND,
        assertThrows(Fault.class, () -> library.ask(Passages.SEARCH, direct, other)).kind());
    Passages.Find inArchive = Asking.in(secret.archiveId(), "secret");
    assertEquals(
        FaultKind.NOT_FOUND,
        assertThrows(Fault.class, () -> library.ask(Passages.FIND, inArchive, other)).kind());
  }

  @Test
  void theSameIdsInTwoOrganisationsAreTwoPassages() {
    Caller other = Library.caller("org-11111111-1111-4111-8111-111111111111");
    String agent = library.agent("Ada");
    Passage mine = library.tell(agent, "mine alone");
    library.search(agent, "alone"); // so that the index is in memory
    copyTo(other.tenant());
    Passages.Update edit = Library.edit(mine.archiveId(), mine.id(), "theirs alone");
    library.ask(Passages.UPDATE, edit, other);

    Passages.Found theirs = library.ask(Passages.SEARCH, Asking.of(agent, "alone"), other).value();

    assertEquals(List.of("theirs alone"), texts(theirs));
    assertEquals(List.of("mine alone"), texts(library.search(agent, "alone")));
  }

  /** As an import that keeps the ids would. */
  private void copyTo(String tenant) {
    library
        .sql()
        .write(
            "test.copy",
            tx -> {
              for (String table : COPIED) {
                String columns =
                    String.join(", ", tx.query(columnsOf(table), row -> row.text("name")));
                tx.update(
                    "insert into %s (tenant, %s) select ?, %s from %s"
                        .formatted(table, columns, columns, table),
                    tenant);
              }
              return tenant;
            });
  }

  private String columnsOf(String table) {
    String all =
        switch (library.sql().dialect()) {
          case SQLITE -> "select name from pragma_table_info('%s')";
          case POSTGRESQL ->
              "select column_name as name from information_schema.columns"
                  + " where table_schema = current_schema() and table_name = '%s'";
        };
    return "select name from ("
        + all.formatted(table)
        + ") c where name not in ('tenant', 'position')";
  }

  @Test
  void severalArchivesAreSearchedAsOneOrApart() {
    String agent = library.agent("Ada");
    List<String> archives =
        Stream.of("one", "two", "three").map(name -> library.archive(name)).toList();
    for (String archive : archives) {
      library.ask(Archives.ATTACH, new Archives.Link(agent, archive));
      library.put(archive, "a lighthouse in " + archive);
    }

    Passages.Found all = library.search(agent, "lighthouse");
    Passages.Search second =
        new Passages.Search(
            agent, "lighthouse", null, null, null, null, null, archives.subList(1, 2), null);

    assertEquals(3, all.count());
    assertEquals(
        List.of(archives.get(1)),
        library.ask(Passages.SEARCH, second).results().stream()
            .map(Passages.Result::archiveId)
            .toList());
  }

  @Test
  void aDetachedOrDeletedArchiveIsSearchedNoMore() {
    String agent = library.agent("Ada");
    String detached = library.archive("detached");
    String deleted = library.archive("deleted");
    for (String archive : List.of(detached, deleted)) {
      library.ask(Archives.ATTACH, new Archives.Link(agent, archive));
      library.put(archive, "a lighthouse");
    }
    assertEquals(2, library.search(agent, "lighthouse").count());

    library.ask(Archives.DETACH, new Archives.Link(agent, detached));
    library.ask(Archives.DELETE, new Archives.Delete(deleted));

    assertEquals(0, library.search(agent, "lighthouse").count());
    assertEquals(1, library.find(detached, "lighthouse").size());
  }
}
