package io.thoth.memory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.Blocks.Name;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.support.Given;
import io.thoth.memory.support.Stores;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose block a label means, where the writer knows it without asking: within one transaction. */
class BlockEditingTest {
  private static final String TENANT = Id.fresh(Id.ORGANIZATION);

  @TempDir Path folder;
  private final Caller caller = Caller.node(TENANT, "test");
  private final String agent = Id.fresh(Id.AGENT);
  private final Name notes = new Name(null, agent, "notes");
  private Sql sql;
  private BlockCache cache;
  private BlockEditing editing;
  private AgentBlocks blocks;
  private Block first;

  @BeforeEach
  void anAgentWhoseNotesWereWrittenByTheirLabel() {
    sql = Stores.sqlite(folder.resolve("memory.db"));
    cache = new BlockCache(sql);
    editing = new BlockEditing(sql.dialect(), new BlockStore(cache), cache);
    blocks = new AgentBlocks(cache);
    first = sql.write("create", this::create);
    sql.write("append", this::append);
    assertTrue(cache.means(TENANT, notes, first.id()), "it is not what this test is about");
  }

  @AfterEach
  void close() {
    sql.close();
  }

  private Block create(Tx tx) {
    NewBlock fresh = Given.record(NewBlock.class, "label", "notes", "value", "a");
    return blocks.create(tx, caller, agent, fresh);
  }

  private Block append(Tx tx) {
    return editing.edit(tx, caller, new Edit("append", notes, null, value -> value + "+"));
  }

  private Block detached(Tx tx) {
    blocks.detach(tx, caller, agent, first.id());
    return first;
  }

  @Test
  void itMeansAnotherBlockFromTheMomentInWhichTheTransactionMakesItSo() {
    Block edited =
        sql.write(
            "replace",
            tx -> {
              detached(tx);
              Block second = create(tx);
              Block after = append(tx);
              assertEquals(second.id(), after.id());
              return after;
            });

    assertEquals("a+", edited.value());
    assertEquals(edited.id(), sql.write("append", this::append).id());
    Name byId = new Name(first.id(), null, null);
    Block left = sql.read("read", tx -> new BlockStore(cache).require(tx, TENANT, byId));
    assertEquals("a+", left.value());
  }

  @Test
  void itMeansNothingOnceTheBlockIsDetached() {
    sql.write("detach", this::detached);

    assertFalse(cache.means(TENANT, notes, first.id()));
    assertThrows(Fault.class, () -> sql.write("append", this::append));
  }

  @Test
  void itMeansTheSameBlockAfterADetachThatFailed() {
    assertThrows(
        Fault.class,
        () ->
            sql.write(
                "detach",
                tx -> {
                  detached(tx);
                  throw Fault.conflict("for some reason");
                }));

    assertEquals("a++", sql.write("append", this::append).value());
  }
}
