package io.thoth.memory.archival;

/** What can happen to an archive, as its journal names it. The names never change. */
enum ArchiveChange {
  CREATED("archive.create"),
  UPDATED("archive.update"),
  DELETED("archive.delete"),
  PASSAGE_CREATED("passage.create"),
  PASSAGE_UPDATED("passage.update"),
  PASSAGE_DELETED("passage.delete"),
  PASSAGE_EMBEDDED("passage.embed");

  private final String journalName;

  ArchiveChange(String journalName) {
    this.journalName = journalName;
  }

  String journalName() {
    return journalName;
  }

  /** Whether an entry is about one passage. */
  static boolean isOfPassage(String journalName) {
    return journalName.startsWith("passage.");
  }

  /** Whether an entry begins or ends the archive, so that nothing before it counts. */
  static boolean isOfWhole(String journalName) {
    return journalName.equals(CREATED.journalName) || journalName.equals(DELETED.journalName);
  }
}
