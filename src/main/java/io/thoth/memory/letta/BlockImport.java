package io.thoth.memory.letta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thoth.memory.core.Block;
import io.thoth.memory.core.BlockArrivals;
import io.thoth.memory.core.NewBlock;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Texts;
import io.thoth.memory.sql.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Carries blocks, under their ids, so that those that agents share stay shared. */
final class BlockImport {
  private final Move move;

  BlockImport(Move move) {
    this.move = move;
  }

  /** All blocks that lists show; others are found with the agents that have them. */
  void run() {
    for (String which : List.of("show_hidden_blocks=true", "templates_only=true")) {
      String path = "/v1/blocks/?order=asc&" + which;
      if (!move.pages().each(path, Id.BLOCK, null, this::count)) {
        move.tally().notOffered("GET /v1/blocks/");
      }
    }
  }

  /** The blocks of an agent, by id. */
  List<String> of(String agentId) {
    String path = "/v1/agents/" + agentId + "/core-memory/blocks?order=asc";
    List<Item> blocks = move.pages().all(path, Id.BLOCK);
    move.tally().carried(Tally.BLOCKS, bring(blocks).size());
    return present(blocks.stream().map(block -> block.id(Id.BLOCK)).toList());
  }

  /** Those of these that are here afterwards, such as a conversation's own. */
  List<String> fetched(List<String> ids) {
    for (String id : ids) {
      if (present(List.of(id)).isEmpty()) {
        Optional<JsonNode> told = move.client().get("/v1/blocks/" + id);
        told.map(json -> Item.of("GET /v1/blocks/{block_id}", json))
            .ifPresent(item -> move.tally().carried(Tally.BLOCKS, bring(List.of(item)).size()));
      }
    }
    return present(ids);
  }

  private List<String> present(List<String> ids) {
    Landing landing = move.landing();
    return landing.read(
        tx -> ids.stream().filter(id -> BlockArrivals.has(tx, landing.tenant(), id)).toList());
  }

  private void count(List<Item> items) {
    move.tally().came(Tally.BLOCKS, items.size(), bring(items).size());
  }

  /** Answers the ids of those that were not here before. */
  private List<String> bring(List<Item> items) {
    List<Block> blocks = new ArrayList<>();
    for (Item item : items) {
      try {
        blocks.add(made(item));
      } catch (Fault fault) {
        move.tally().refused(Tally.BLOCKS, item.id(Id.BLOCK), fault);
      }
    }
    return move.landing()
        .write(tx -> blocks.stream().filter(one -> insert(tx, one)).map(Block::id).toList());
  }

  private boolean insert(Tx tx, Block block) {
    Landing landing = move.landing();
    boolean fresh = !BlockArrivals.has(tx, landing.tenant(), block.id());
    if (fresh && landing.wasDeleted(tx, block.id())) {
      move.tally().deleted(Tally.BLOCKS, block.id());
      return false;
    }
    if (fresh) {
      landing.blocks().insert(tx, landing.caller(), block, BlockArrivals.Standing.FIRST);
    }
    return fresh;
  }

  /** Letta lets values grow beyond their limit; they are kept as they are. */
  private Block made(Item item) {
    String told = Objects.requireNonNullElse(item.text("value"), "");
    String value = Texts.storable("value", told);
    ObjectNode fields = item.json().deepCopy().put("value", "");
    return BlockArrivals.made(
        move.landing().caller(),
        item.id(Id.BLOCK),
        Json.convert(fields, NewBlock.class),
        value,
        BlockArrivals.Standing.FIRST);
  }
}
