package io.thoth.memory.search;

/**
 * Everything an index knows, in parallel structures by slot. Changing it is for one thread with
 * nobody reading; reading is for any number of threads with nobody changing it. {@link HotIndex}
 * sees to both.
 */
final class Corpus {
  private static final int WORTH_COMPACTING = 64;

  private final int dimension;
  private final SlotSet live = new SlotSet();
  private final SlotTable slots = new SlotTable();
  private final Timeline timeline = new Timeline(slots);
  private final VectorTable vectors;
  private final LexicalIndex lexical;
  private final TagIndex tags;

  Corpus(int dimension) {
    this(dimension, new LexicalIndex(), new TagIndex());
  }

  private Corpus(int dimension, LexicalIndex lexical, TagIndex tags) {
    this.dimension = dimension;
    this.vectors = new VectorTable(dimension);
    this.lexical = lexical;
    this.tags = tags;
  }

  /** Returns whether there was one with this id, which is replaced. */
  boolean put(Entry entry) {
    Document document = entry.document();
    boolean replaced = remove(document.id());
    int slot =
        slots.add(document.id(), document.sequence(), document.createdAt(), document.session());
    live.add(slot);
    timeline.add(slot);
    lexical.add(slot, entry.words());
    tags.add(slot, document.tags());
    if (document.vector() != null && entry.quantized() != null) {
      vectors.put(slot, document.vector(), entry.quantized());
    }
    return replaced;
  }

  /** Returns whether it was there. */
  boolean remove(String id) {
    int slot = slots.find(id);
    if (slot < 0) {
      return false;
    }
    live.remove(slot);
    timeline.remove(slot);
    lexical.remove(slot);
    vectors.remove(slot);
    slots.remove(slot);
    return true;
  }

  /**
   * Whether the dead slots are many: a quarter of the living, so that copying stays cheap per
   * removal.
   */
  boolean worthCompacting() {
    int dead = slots.count() - live.size();
    return dead >= WORTH_COMPACTING && dead >= live.size() / 4;
  }

  /** A copy without dead slots; this one is only read. */
  Corpus compacted() {
    Renumbering renumbering = new Renumbering(slots.count(), live);
    Corpus fresh =
        new Corpus(dimension, lexical.compacted(renumbering), tags.compacted(renumbering));
    for (int slot = live.next(0); slot >= 0; slot = live.next(slot + 1)) {
      int number =
          fresh.slots.add(
              slots.id(slot), slots.sequence(slot), slots.createdAt(slot), slots.session(slot));
      fresh.live.add(number);
      fresh.timeline.add(number);
      fresh.vectors.copy(vectors, slot, number);
    }
    return fresh;
  }

  /** The living slots that pass the filter. Not to be changed. */
  SlotSet matching(Filter filter) {
    if (filter.tags().isEmpty() && !filter.limitsTime()) {
      return live;
    }
    SlotSet matching = filter.tags().isEmpty() ? live.copy() : tags.matching(filter);
    matching.retainAll(live);
    if (filter.limitsTime()) {
      retainCreatedWithin(filter, matching);
    }
    return matching;
  }

  private void retainCreatedWithin(Filter filter, SlotSet matching) {
    for (int slot = matching.next(0); slot >= 0; slot = matching.next(slot + 1)) {
      long created = slots.createdAt(slot);
      if (created < filter.from() || created > filter.to()) {
        matching.remove(slot);
      }
    }
  }

  /** In how many living documents the term occurs. */
  int documentsWith(String term) {
    Postings postings = lexical.postings(term);
    if (postings == null) {
      return 0;
    }
    return live.size() == slots.count() ? postings.size() : postings.documents(live);
  }

  SlotSet live() {
    return live;
  }

  SlotTable slots() {
    return slots;
  }

  Timeline timeline() {
    return timeline;
  }

  VectorTable vectors() {
    return vectors;
  }

  LexicalIndex lexical() {
    return lexical;
  }

  int pendingVectors() {
    return live.size() - vectors.present().size();
  }

  long bytes() {
    return slots.bytes()
        + live.bytes()
        + timeline.bytes()
        + vectors.bytes()
        + lexical.bytes()
        + tags.bytes();
  }
}
