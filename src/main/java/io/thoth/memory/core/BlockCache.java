package io.thoth.memory.core;

import io.thoth.memory.bus.Answer;
import io.thoth.memory.core.Blocks.Name;
import io.thoth.memory.sql.CommitWatch;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Blocks read lately, exact as long as this process is the only writer of the database.
 *
 * <p>Everything here carries the generation that its part of the cache had before it was read. A
 * commit that touches a part stops its use when the commit begins and makes a new generation when
 * it has ended; so what is found is what a read of the database at that moment would find. Values
 * lie in one of many parts by their block; which label of an agent means which block lies in one
 * part of its own, because that rarely changes. Thread-safe, never waits.
 */
public final class BlockCache {
  private static final int PARTS = 1024;
  private static final int LINKS = PARTS;
  private static final int MOST_ENTRIES = 8_192;

  /** Longer values are read from the database: a cache of 8,192 of these stays below 64 MB. */
  private static final int LONGEST_VALUE = 8_192;

  private record Key(String tenant, String id) {}

  private record Label(String tenant, String agentId, String label) {}

  private record Held<T>(T value, int generation) {}

  /**
   * @param announced how many transactions had announced a change of links when this was written;
   *     -1 when it was only read, perhaps while one was about to be changed
   */
  private record Link(String blockId, int generation, int announced) {}

  private final boolean exact;
  private final AtomicIntegerArray changing = new AtomicIntegerArray(PARTS + 1);
  private final AtomicIntegerArray generation = new AtomicIntegerArray(PARTS + 1);

  /** How many transactions have announced a change of a part, whatever became of them. */
  private final AtomicIntegerArray announced = new AtomicIntegerArray(PARTS + 1);

  private final Map<Key, Held<Answer<Block>>> blocks = new ConcurrentHashMap<>();
  private final Map<Label, Link> links = new ConcurrentHashMap<>();

  /** A cache before this database; it remembers nothing when others write there too. */
  public BlockCache(Sql sql) {
    exact = sql.soleWriter();
  }

  /** The block as the database has it now, when that is known without asking. */
  Optional<Answer<Block>> find(String tenant, Name name) {
    if (!exact) {
      return Optional.empty();
    }
    String id = name.blockId() == null ? linked(tenant, name) : name.blockId();
    if (id == null) {
      return Optional.empty();
    }
    Held<Answer<Block>> held = blocks.get(new Key(tenant, id));
    return held != null && isCurrent(part(id), held.generation())
        ? Optional.of(held.value())
        : Optional.empty();
  }

  private @Nullable String linked(String tenant, Name name) {
    Link link = links.get(label(tenant, name));
    return link != null && isCurrent(LINKS, link.generation()) ? link.blockId() : null;
  }

  /** Reads the block with {@code read}, which asks the database, and keeps what it finds. */
  Block read(String tenant, Name name, Supplier<Block> read) {
    // The part of a block named by its label is known only afterwards, so all are noted before.
    int[] before = generations();
    Block block = read.get();
    if (exact && block.value().length() <= LONGEST_VALUE) {
      makeRoom();
      int part = part(block.id());
      blocks.put(new Key(tenant, block.id()), new Held<>(Answer.of(block), before[part]));
      if (name.blockId() == null) {
        links.put(label(tenant, name), new Link(block.id(), before[LINKS], -1));
      }
    }
    return block;
  }

  /**
   * What the block was when it was last read or written here, which may be long ago: only for a
   * change that makes sure that the database still has this version.
   */
  Optional<Block> lately(String tenant, Name name) {
    String id = name.blockId();
    if (id == null) {
      Link link = links.get(label(tenant, name));
      id = link == null ? null : link.blockId();
    }
    Held<Answer<Block>> held = id == null ? null : blocks.get(new Key(tenant, id));
    return held == null ? Optional.empty() : Optional.of(held.value().value());
  }

  /**
   * Whether the name still means this block, for the thread that writes: when no transaction, its
   * own and others of its group included, has announced a change of links since it was written by
   * that name. False when that is not known.
   */
  boolean means(String tenant, Name name, String blockId) {
    if (name.blockId() != null) {
      return true;
    }
    Link link = links.get(label(tenant, name));
    return exact
        && link != null
        && link.announced() == announced.get(LINKS)
        && link.blockId().equals(blockId);
  }

  /**
   * Keeps what the transaction made of a block, once it is committed; unless another one that
   * shares the commit changes the same part of the cache after it. Called after {@link #changes}.
   */
  void wrote(Tx tx, String tenant, Name name, Block after) {
    if (after.value().length() > LONGEST_VALUE) {
      return;
    }
    int part = part(after.id());
    int lastChange = announced.get(part);
    int lastLink = announced.get(LINKS);
    tx.afterCommit(
        () -> {
          makeRoom();
          if (announced.get(part) == lastChange) {
            blocks.put(
                new Key(tenant, after.id()), new Held<>(Answer.of(after), generation.get(part)));
          }
          if (name.blockId() == null && announced.get(LINKS) == lastLink) {
            links.put(label(tenant, name), new Link(after.id(), generation.get(LINKS), lastLink));
          }
        });
  }

  /** The transaction changes the block, and perhaps which labels mean it. */
  void changes(Tx tx, String blockId, boolean linksToo) {
    announce(tx, part(blockId));
    if (linksToo) {
      changesLinks(tx);
    }
  }

  /** The transaction changes which labels mean which blocks. */
  void changesLinks(Tx tx) {
    announce(tx, LINKS);
  }

  private void announce(Tx tx, int part) {
    announced.incrementAndGet(part);
    tx.watchCommit(new Watch(part));
  }

  private final class Watch implements CommitWatch {
    private final int part;

    Watch(int part) {
      this.part = part;
    }

    @Override
    public void begins() {
      changing.incrementAndGet(part);
    }

    @Override
    public void ended() {
      generation.incrementAndGet(part);
      changing.decrementAndGet(part);
    }
  }

  /** In this order: a change that ends in between has made its generation before it is over. */
  private boolean isCurrent(int part, int known) {
    return changing.get(part) == 0 && generation.get(part) == known;
  }

  private void makeRoom() {
    if (blocks.size() >= MOST_ENTRIES || links.size() >= MOST_ENTRIES) {
      blocks.clear();
      links.clear();
    }
  }

  private int[] generations() {
    int[] all = new int[PARTS + 1];
    for (int part = 0; part < all.length; part++) {
      all[part] = generation.get(part);
    }
    return all;
  }

  private static int part(String blockId) {
    return Math.floorMod(blockId.hashCode(), PARTS);
  }

  private static Label label(String tenant, Name name) {
    return new Label(
        tenant, Objects.requireNonNull(name.agentId()), Objects.requireNonNull(name.blockLabel()));
  }
}
