package io.thoth.memory.core;

import static io.thoth.memory.core.Asking.append;
import static io.thoth.memory.core.Asking.block;
import static io.thoth.memory.core.Asking.now;
import static io.thoth.memory.core.Asking.undo;
import static io.thoth.memory.core.Asking.update;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.support.FeatureContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions of blocks: what makes one, what they are compared with, and the way back. */
abstract class BlockVersionsContract extends FeatureContract {

  @Test
  void everyChangeMakesTheNextVersionAtALaterTime() {
    Block block = block(client, "notes", "a");

    List<Block> versions =
        List.of(
            block,
            client.ask(Blocks.APPEND, append(block, "b")),
            client.ask(Blocks.UPDATE, update(block, Asking.label("other"))),
            client.ask(Blocks.UPDATE, update(block, Asking.description("text"))),
            client.ask(Blocks.UPDATE, update(block, Asking.limit(50))),
            client.ask(Blocks.UPDATE, update(block, Asking.metadata(Map.of("k", 1)))),
            client.ask(Blocks.UPDATE, update(block, Asking.tags("t"))),
            client.ask(Blocks.UNDO, undo(block, null)));

    for (int index = 1; index < versions.size(); index++) {
      Block before = versions.get(index - 1);
      Block after = versions.get(index);
      assertEquals(index + 1, after.version());
      assertTrue(after.updatedAt().isAfter(before.updatedAt()));
      assertEquals(block.createdAt(), after.createdAt());
    }
  }

  @Test
  void aPatchLeavesWhatItDoesNotName() {
    Block block = Asking.tagged(client, "notes", "a", "t");
    client.ask(Blocks.UPDATE, update(block, Asking.description("text")));

    Block after = client.ask(Blocks.UPDATE, update(block, Asking.label("other")));

    assertEquals("other", after.label());
    assertEquals("a", after.value());
    assertEquals("text", after.description());
    assertEquals(List.of("t"), after.tags());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1\"", "*", " \"7\" , \"1\"", "W/\"1\", \"1\"", "\"a,b\",,\"1\","})
  void aChangeGoesThroughWhenIfMatchNamesTheVersion(String header) {
    Block block = block(client, "notes", "a");

    Block after = client.ask(Blocks.APPEND, matching(block, header));

    assertEquals(2, after.version());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2\"", "\"\"", "\"01\"", "\"3\", \"4\"", "W/\"1\"", "\"a,b\""})
  void aChangeIsStaleWhenIfMatchNamesNoneOrOnlyWeakly(String header) {
    Block block = block(client, "notes", "a");

    client.refused(FaultKind.STALE, Blocks.APPEND, matching(block, header));

    assertEquals(block, now(client, block));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "", ",", "\"1", "*, \"1\"", "\"1\" \"2\"", "w/\"1\""})
  void anIfMatchThatIsNoneIsRefused(String header) {
    Block block = block(client, "notes", "a");

    Fault fault = client.refused(FaultKind.INVALID, Blocks.APPEND, matching(block, header));

    assertTrue(fault.getMessage().startsWith("If-Match: "), fault.getMessage());
    assertEquals(block, now(client, block));
  }

  private static Blocks.Append matching(Block block, String header) {
    return new Blocks.Append(block.id(), null, null, header, "b", null);
  }

  @Test
  void everyKindOfChangeHeedsIfMatch() {
    Block block = block(client, "notes", "a");
    client.ask(Blocks.APPEND, append(block, "b"));
    String id = block.id();
    String old = "\"1\"";

    client.refused(
        FaultKind.STALE, Blocks.UPDATE, new Blocks.Update(id, null, null, old, Asking.value("x")));
    client.refused(
        FaultKind.STALE, Blocks.REPLACE, new Blocks.Replace(id, null, null, old, "a", "x", false));
    client.refused(
        FaultKind.STALE, Blocks.INSERT, new Blocks.Insert(id, null, null, old, "x", null));
    client.refused(FaultKind.STALE, Blocks.UNDO, new Blocks.Undo(id, old, null));
    client.refused(FaultKind.STALE, Blocks.DELETE, new Blocks.Delete(id, old));

    assertEquals("a\nb", now(client, block).value());
  }

  @Test
  void undoGoesBackOneVersionAndUndoOfItForthAgain() {
    Block block = block(client, "notes", "a");
    client.ask(Blocks.APPEND, append(block, "b"));

    Block undone = client.ask(Blocks.UNDO, undo(block, null));
    Block redone = client.ask(Blocks.UNDO, undo(block, null));

    assertEquals("a", undone.value());
    assertEquals("a\nb", redone.value());
    assertEquals(4, redone.version());
    assertEquals(redone, now(client, block));
  }

  @Test
  void undoGoesBackToTheVersionNamedInEveryRespect() {
    NewBlock fresh =
        new NewBlock(
            "notes",
            "a",
            10L,
            null,
            Map.of("k", 1),
            false,
            List.of("t"),
            false,
            null,
            false,
            "n",
            null,
            null,
            null,
            null,
            null);
    Block first = client.ask(Blocks.CREATE, new Blocks.Create(fresh));
    BlockPatch everything =
        new BlockPatch(
            "other", "b", 20L, "text", Map.of(), true, List.of(), true, true, true, "m", "i", "j",
            "k", "l", "o");
    Block changed = client.ask(Blocks.UPDATE, update(first, everything));

    Block undone = client.ask(Blocks.UNDO, undo(first, 1L));

    assertEquals(first, undone.then(BlockPatch.NOTHING, first.createdById(), 1, first.updatedAt()));
    assertTrue(undone.updatedAt().isAfter(changed.updatedAt()));
    assertEquals(3, undone.version());
  }

  @Test
  void undoIsRefusedWhereThereIsNothingToGoBackTo() {
    Block block = block(client, "notes", "a");

    client.refused(FaultKind.CONFLICT, Blocks.UNDO, undo(block, null));
    client.refused(FaultKind.NOT_FOUND, Blocks.UNDO, undo(block, 2L));
    assertThrows(Fault.class, () -> undo(block, 0L));

    assertEquals(block, now(client, block));
  }

  @Test
  void undoRestoresAValueThatWasAboveItsLimit() {
    Block block = block(client, "notes", "sixsix");
    client.ask(Blocks.UPDATE, update(block, Asking.limit(4)));
    client.ask(Blocks.UPDATE, update(block, Asking.value("s")));

    Block undone = client.ask(Blocks.UNDO, undo(block, null));

    assertEquals("sixsix", undone.value());
  }

  @Test
  void aDeletedBlockIsGoneAndCannotBeChanged() {
    Block block = block(client, "notes", "a");

    client.ask(Blocks.DELETE, new Blocks.Delete(block.id(), "\"1\""));

    client.refused(FaultKind.NOT_FOUND, Blocks.READ, Asking.read(block.id()));
    client.refused(FaultKind.NOT_FOUND, Blocks.APPEND, append(block, "b"));
    client.refused(FaultKind.NOT_FOUND, Blocks.UNDO, undo(block, 1L));
    client.refused(FaultKind.NOT_FOUND, Blocks.DELETE, new Blocks.Delete(block.id(), null));
  }
}
