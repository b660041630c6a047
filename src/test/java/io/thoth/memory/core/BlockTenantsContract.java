package io.thoth.memory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.support.Client;
import io.thoth.memory.support.FeatureContract;
import io.thoth.memory.support.Given;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Organisations that use the same ids, labels and tags see and change only their own. */
abstract class BlockTenantsContract extends FeatureContract {

  /** The same block, down to its id, in another organisation. */
  private Client twin(Block block) {
    Client other = Client.ofNobodyElse(features.bus());
    Caller caller = Caller.node(other.tenant(), "test");
    BlockStore store = new BlockStore(new BlockCache(sql));
    sql.write(
        "test.twin",
        tx -> {
          store.insert(tx, caller, block);
          return block;
        });
    return other;
  }

  private static List<Block> all(Client client, Object... filters) {
    return client.ask(Blocks.LIST, Given.record(Blocks.Browse.class, filters)).blocks();
  }

  @Test
  void aChangeStaysInItsOrganisation() {
    Block block = Asking.tagged(client, "notes", "a", "t");
    Client other = twin(block);
    assertEquals(block, Asking.now(other, block));

    Block after = client.ask(Blocks.APPEND, Asking.append(block, "b"));
    client.ask(Blocks.UPDATE, Asking.update(block, Asking.tags("u")));

    assertEquals("a\nb", after.value());
    assertEquals(block, Asking.now(other, block));
    assertEquals(List.of(block), all(other, "tags", List.of("t")));
    assertEquals(List.of(), all(client, "tags", List.of("t")));
    Blocks.Past past = new Blocks.Past(block.id(), null, null, null, null);
    assertEquals(3, client.ask(Blocks.HISTORY, past).versions().size());
    assertEquals(1, other.ask(Blocks.HISTORY, past).versions().size());
  }

  @Test
  void aDeletionStaysInItsOrganisation() {
    Block block = Asking.block(client, "notes", "a");
    Client other = twin(block);

    client.ask(Blocks.DELETE, new Blocks.Delete(block.id(), null));

    client.refused(FaultKind.NOT_FOUND, Blocks.READ, Asking.read(block.id()));
    assertEquals(List.of(block), all(other));
    assertEquals(1, other.ask(Blocks.COUNT, new Blocks.Everything()).count());
    assertEquals(0, client.ask(Blocks.COUNT, new Blocks.Everything()).count());
  }

  @Test
  void whatBelongsToOthersIsNotThere() {
    Block block = Asking.block(client, "notes", "a");
    Client other = Client.ofNobodyElse(features.bus());

    other.refused(FaultKind.NOT_FOUND, Blocks.READ, Asking.read(block.id()));
    other.refused(FaultKind.NOT_FOUND, Blocks.APPEND, Asking.append(block, "b"));
    other.refused(FaultKind.NOT_FOUND, Blocks.DELETE, new Blocks.Delete(block.id(), null));
    other.refused(
        FaultKind.NOT_FOUND, Blocks.VERSION, new Blocks.AtVersion(block.id(), block.version()));
    other.refused(
        FaultKind.NOT_FOUND, Blocks.LIST, Given.record(Blocks.Browse.class, "after", block.id()));
    assertEquals(block, Asking.now(client, block));
  }
}
