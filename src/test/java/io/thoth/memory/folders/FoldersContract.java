package io.thoth.memory.folders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.access.Usage;
import io.thoth.memory.agents.AgentFields;
import io.thoth.memory.agents.Agents;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.support.Client;
import io.thoth.memory.support.FeatureContract;
import io.thoth.memory.support.Given;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders, their files, and agents that have them. */
abstract class FoldersContract extends FeatureContract {

  private Folder folder(String name, Object... more) {
    Object[] all = new Object[2 + more.length];
    all[0] = "name";
    all[1] = name;
    System.arraycopy(more, 0, all, 2, more.length);
    return client.ask(Folders.CREATE, Given.record(Folders.Create.class, all));
  }

  private StoredFile file(Folder folder, String name, String content) {
    return client.ask(Folders.UPLOAD, upload(folder, name, null, content));
  }

  private static Folders.Upload upload(
      Folder folder, String name, @Nullable String same, String content) {
    return new Folders.Upload(folder.id(), name, "text/plain", same, content);
  }

  private String agent(Object... fields) {
    return client
        .ask(Agents.CREATE, new Agents.Create(Given.record(AgentFields.class, fields)))
        .agent()
        .id();
  }

  private void attach(String agent, Folder folder) {
    client.ask(HeldFiles.ATTACH, new HeldFiles.FolderLink(agent, folder.id()));
  }

  private List<String> open(String agent, StoredFile file) {
    return client.ask(HeldFiles.OPEN, new HeldFiles.FileLink(agent, file.id())).names();
  }

  private HeldFiles.Held held(String agent, Object... filters) {
    Object[] all = new Object[2 + filters.length];
    all[0] = "agent_id";
    all[1] = agent;
    System.arraycopy(filters, 0, all, 2, filters.length);
    return client.ask(HeldFiles.FILES, Given.record(HeldFiles.Browse.class, all));
  }

  private List<String> names(String agent, Object... filters) {
    return held(agent, filters).files().stream().map(HeldFiles.HeldFile::fileName).toList();
  }

  private List<String> files(Folder folder) {
    return client
        .ask(Folders.FILES, Given.record(Folders.InFolder.class, "folder_id", folder.id()))
        .files()
        .stream()
        .map(StoredFile::fileName)
        .toList();
  }

  private Folder read(Folder folder) {
    return client.ask(Folders.READ, new Folders.Read(folder.id()));
  }

  private long bytes() {
    return sql.read("test.usage", tx -> Usage.of(tx, client.tenant())).bytes();
  }

  @Test
  void aFolderIsReadAsItWasMadeAndFoundByItsName() {
    Folder made =
        folder("papers", "description", "d", "embedding", "openai/text-embedding-3-small");

    assertEquals(made, read(made));
    assertEquals("text-embedding-3-small", made.embeddingConfig().get("embedding_model"));
    assertEquals(made.id(), client.ask(Folders.NAMED, new Folders.Named("papers")).id());
    assertEquals(1, client.ask(Folders.COUNT, new Folders.Everything()).count());
    client.refused(FaultKind.NOT_FOUND, Folders.NAMED, new Folders.Named("Papers"));
  }

  @Test
  void aFolderWithoutAModelHasTheUsualOne() {
    assertFalse(folder("papers").embeddingConfig().isEmpty());
  }

  @Test
  void aNameIsTakenOnce() {
    folder("papers");
    Folder notes = folder("notes");

    client.refused(
        FaultKind.CONFLICT, Folders.CREATE, Given.record(Folders.Create.class, "name", "papers"));
    client.refused(
        FaultKind.CONFLICT,
        Folders.UPDATE,
        Given.record(Folders.Update.class, "folder_id", notes.id(), "name", "papers"));

    assertEquals("notes", read(notes).name());
  }

  @Test
  void aFolderIsChangedWhereSomethingIsGiven() {
    Folder made = folder("papers", "description", "d", "instructions", "i");

    Folder changed =
        client.ask(
            Folders.UPDATE,
            Given.record(Folders.Update.class, "folder_id", made.id(), "description", "new"));

    assertEquals("new", changed.description());
    assertEquals("i", changed.instructions());
    assertEquals(2, changed.version());
    assertEquals(changed, read(made));
  }

  @Test
  void aFileIsKeptWholeAndItsContentGivenWhenAskedFor() {
    Folder papers = folder("papers");

    StoredFile made = file(papers, "a.txt", "Größe 🦉");

    assertEquals("completed", made.processingStatus());
    assertEquals(12, made.fileSize());
    Folders.OneFile one = new Folders.OneFile(papers.id(), made.id(), null);
    assertEquals(made, client.ask(Folders.FILE, one));
    Folders.OneFile whole = new Folders.OneFile(papers.id(), made.id(), true);
    assertEquals("Größe 🦉", client.ask(Folders.FILE, whole).content());
    assertEquals(12, bytes());
  }

  @ParameterizedTest
  @CsvSource({"skip,a.txt,old", "replace,a.txt,new", "suffix,a_(1).txt,new"})
  void aNameThatIsThereAlreadyIsHandledAsAsked(String handling, String name, String content) {
    Folder papers = folder("papers");
    file(papers, "a.txt", "old");

    StoredFile kept = client.ask(Folders.UPLOAD, upload(papers, "a.txt", handling, "new"));

    assertEquals(name, kept.fileName());
    Folders.OneFile whole = new Folders.OneFile(papers.id(), kept.id(), true);
    assertEquals(content, client.ask(Folders.FILE, whole).content());
    assertEquals(handling.equals("suffix") ? 2 : 1, files(papers).size());
    client.refused(FaultKind.CONFLICT, Folders.UPLOAD, upload(papers, "a.txt", "error", "x"));
  }

  @Test
  void whatIsInTheFoldersIsSummedUp() {
    Folder papers = folder("papers");
    folder("notes");
    StoredFile file = file(papers, "a.txt", "12345");

    Folders.Totals brief = client.ask(Folders.TOTALS, new Folders.Measure(null));
    Folders.Totals whole = client.ask(Folders.TOTALS, new Folders.Measure(true));

    assertEquals(new Folders.Totals(2, 1, 5, List.of()), brief);
    assertEquals(
        List.of(new Folders.FileSize(file.id(), "a.txt", 5)), whole.sources().getFirst().files());
    assertEquals(0, whole.sources().getLast().fileCount());
  }

  @Test
  void anAgentHasTheFilesOfItsFoldersAlsoThoseThatCome() {
    Folder papers = folder("papers");
    file(papers, "a.txt", "A");
    String agent = agent();

    attach(agent, papers);
    attach(agent, papers);
    file(papers, "b.txt", "B");

    assertEquals(List.of("b.txt", "a.txt"), names(agent));
    assertEquals(List.of("b.txt"), names(agent, "limit", 1));
    String cursor = Objects.requireNonNull(held(agent, "limit", 1).nextCursor());
    assertEquals(List.of("a.txt"), names(agent, "cursor", cursor));
    assertEquals(
        List.of(papers),
        client
            .ask(HeldFiles.FOLDERS, Given.record(HeldFiles.OfAgent.class, "agent_id", agent))
            .folders());
    assertEquals(
        List.of(agent),
        client
            .ask(Folders.AGENTS, Given.record(Folders.Part.class, "folder_id", papers.id()))
            .ids());
    client.ask(HeldFiles.DETACH, new HeldFiles.FolderLink(agent, papers.id()));
    assertEquals(List.of(), names(agent));
  }

  @Test
  void aFileIsOpenedAndClosed() {
    Folder papers = folder("papers");
    StoredFile file = file(papers, "a.txt", "A");
    String agent = agent("folder_ids", List.of(papers.id()));

    open(agent, file);

    HeldFiles.HeldFile open = held(agent, "is_open", true).files().getFirst();
    assertEquals("A", open.visibleContent());
    assertEquals(List.of(), names(agent, "is_open", false));
    client.ask(HeldFiles.CLOSE, new HeldFiles.FileLink(agent, file.id()));
    HeldFiles.HeldFile closed = held(agent).files().getFirst();
    assertFalse(closed.isOpen());
    assertNull(closed.visibleContent());
  }

  @Test
  void theFileTouchedLongestAgoIsClosedForAnotherTooMany() {
    Folder papers = folder("papers");
    StoredFile a = file(papers, "a.txt", "A");
    StoredFile b = file(papers, "b.txt", "B");
    StoredFile c = file(papers, "c.txt", "C");
    String agent = agent("source_ids", List.of(papers.id()), "max_files_open", 2);

    List<List<String>> closed = List.of(open(agent, a), open(agent, b), open(agent, c));

    assertEquals(List.of(List.of(), List.of(), List.of("a.txt")), closed);
    List<String> all = client.ask(HeldFiles.CLOSE_ALL, new HeldFiles.Everything(agent)).names();
    assertEquals(List.of("c.txt", "b.txt"), all);
    assertEquals(List.of(), names(agent, "is_open", true));
  }

  @Test
  void whatIsDeletedIsGoneFromAgentsToo() {
    Folder papers = folder("papers");
    StoredFile a = file(papers, "a.txt", "A");
    file(papers, "b.txt", "B");
    String agent = agent("folder_ids", List.of(papers.id()));

    client.ask(Folders.DELETE_FILE, new Folders.Drop(papers.id(), a.id()));
    assertEquals(List.of("b.txt"), names(agent));
    client.ask(Folders.DELETE, new Folders.Read(papers.id()));

    assertEquals(List.of(), names(agent));
    assertEquals(0, bytes());
    client.refused(FaultKind.NOT_FOUND, Folders.READ, new Folders.Read(papers.id()));
    client.refused(FaultKind.NOT_FOUND, HeldFiles.OPEN, new HeldFiles.FileLink(agent, a.id()));
  }

  @Test
  void anotherOrganisationsFoldersAreNotThere() {
    Folder papers = folder("papers");
    StoredFile file = file(papers, "a.txt", "A");
    Client stranger = Client.ofNobodyElse(features.bus());

    stranger.refused(FaultKind.NOT_FOUND, Folders.READ, new Folders.Read(papers.id()));
    stranger.refused(
        FaultKind.NOT_FOUND, Folders.FILE, new Folders.OneFile(papers.id(), file.id(), true));
    stranger.refused(FaultKind.NOT_FOUND, Folders.UPLOAD, upload(papers, "b.txt", null, "B"));

    assertEquals(0, stranger.ask(Folders.COUNT, new Folders.Everything()).count());
    assertTrue(files(papers).contains("a.txt"));
  }

  @Test
  void aRepeatedUploadIsKeptOnce() {
    Folder papers = folder("papers");
    Folders.Upload question = upload(papers, "a.txt", null, "A");

    StoredFile first = client.ask(Folders.UPLOAD, question, "key").value();
    StoredFile again = client.ask(Folders.UPLOAD, question, "key").value();

    assertEquals(first, again);
    assertEquals(List.of("a.txt"), files(papers));
  }
}
