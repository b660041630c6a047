package io.thoth.memory.core;

import io.thoth.memory.bus.Answer;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.Blocks.BlockVersion;
import io.thoth.memory.core.Blocks.Name;
import io.thoth.memory.journal.Changes;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Work;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Serves core memory. Deployed on virtual threads. */
public final class CoreVerticle extends VerticleBase {
  private final Bus bus;
  private final Changes changes;
  private final Sql sql;
  private final BlockCache cache;
  private final BlockStore store;
  private final BlockEditing editing;
  private final BlockList list = new BlockList();
  private final BlockHistory history = new BlockHistory();
  private final BlockRecall recall = new BlockRecall(history);

  public CoreVerticle(Bus bus, Changes changes, Sql sql, BlockCache cache) {
    this.bus = bus;
    this.changes = changes;
    this.sql = sql;
    this.cache = cache;
    this.store = new BlockStore(cache);
    this.editing = new BlockEditing(sql.dialect(), store, cache);
  }

  @Override
  public Future<?> start() {
    if (sql.soleWriter()) {
      bus.serve(Blocks.READ, this::atHand, this::read);
    } else {
      bus.serveTogether(Blocks.READ, new SeveralBlocks(sql)::read, this::read);
    }
    bus.serve(Blocks.LIST, this::list);
    bus.serve(Blocks.COUNT, this::count);
    bus.serve(Blocks.HISTORY, this::history);
    bus.serve(Blocks.VERSION, this::version);
    bus.serve(Blocks.DIFF, this::diff);
    changes.serve(Blocks.CREATE, this::create, recall);
    changes.serveLight(Blocks.UPDATE, this::update, recall);
    changes.serve(Blocks.DELETE, this::delete);
    changes.serveLight(Blocks.APPEND, this::append, recall);
    changes.serveLight(Blocks.REPLACE, this::replace, recall);
    changes.serveLight(Blocks.INSERT, this::insert, recall);
    changes.serve(Blocks.UNDO, this::undo, recall);
    return Future.succeededFuture();
  }

  private Optional<Answer<Block>> atHand(Blocks.Read question, Caller caller) {
    return question.asOf() == null
        ? cache.find(caller.tenant(), question.name())
        : Optional.empty();
  }

  private Block read(Blocks.Read question, Caller caller) {
    Name name = question.name();
    Instant time = question.asOf();
    if (time != null) {
      String id = id(name, caller);
      return sql.read("block.asof", tx -> history.asOf(tx, caller.tenant(), id, time));
    }
    return cache.read(
        caller.tenant(),
        name,
        () -> sql.read("block.read", tx -> store.require(tx, caller.tenant(), name)));
  }

  private String id(Name name, Caller caller) {
    return name.blockId() != null
        ? name.blockId()
        : sql.read("block.read", tx -> store.require(tx, caller.tenant(), name)).id();
  }

  private Blocks.Page list(Blocks.Browse question, Caller caller) {
    return sql.readAnywhere(
        "block.list", tx -> new Blocks.Page(list.list(tx, caller.tenant(), question)));
  }

  private Blocks.Count count(Blocks.Everything question, Caller caller) {
    return sql.readAnywhere(
        "block.count", tx -> new Blocks.Count(store.count(tx, caller.tenant())));
  }

  private Blocks.History history(Blocks.Past question, Caller caller) {
    return sql.readAnywhere(
        "block.history", tx -> new Blocks.History(history.list(tx, caller.tenant(), question)));
  }

  private Blocks.BlockVersion version(Blocks.AtVersion question, Caller caller) {
    return sql.read(
        "block.version",
        tx -> history.at(tx, caller.tenant(), question.blockId(), question.version()));
  }

  private Blocks.Difference diff(Blocks.Compare question, Caller caller) {
    List<BlockVersion> both =
        sql.read("block.diff", tx -> history.both(tx, caller.tenant(), question));
    BlockVersion from = both.getFirst();
    BlockVersion to = both.getLast();
    String diff =
        UnifiedDiff.between(
            "version " + from.version(), from.value(), "version " + to.version(), to.value());
    return new Blocks.Difference(question.blockId(), from.version(), to.version(), diff);
  }

  private Work<Block> create(Blocks.Create question, Caller caller) {
    return tx -> {
      Block made = BlockMaking.made(caller, question.body());
      store.insert(tx, caller, made);
      return made;
    };
  }

  private Work<Block> update(Blocks.Update question, Caller caller) {
    return change(
        "update",
        question.name(),
        question.ifMatch(),
        caller,
        block -> BlockMaking.patched(caller, block, question.body()));
  }

  private Work<Blocks.Deleted> delete(Blocks.Delete question, Caller caller) {
    return tx -> {
      Name name = new Name(question.blockId(), null, null);
      Block block = store.lock(tx, caller.tenant(), name);
      IfMatch.check(question.ifMatch(), block);
      store.delete(tx, caller, block);
      return new Blocks.Deleted(block.id());
    };
  }

  private Work<Block> append(Blocks.Append question, Caller caller) {
    String separator = String.valueOf(question.separator());
    return edit(
        "append",
        question.name(),
        question.ifMatch(),
        caller,
        value -> Edits.append(value, separator, question.content()));
  }

  private Work<Block> replace(Blocks.Replace question, Caller caller) {
    boolean all = Boolean.TRUE.equals(question.all());
    return edit(
        "replace",
        question.name(),
        question.ifMatch(),
        caller,
        value -> Edits.replace(value, question.oldContent(), question.newContent(), all));
  }

  private Work<Block> insert(Blocks.Insert question, Caller caller) {
    int line = question.line() == null ? -1 : question.line();
    return edit(
        "insert",
        question.name(),
        question.ifMatch(),
        caller,
        value -> Edits.insert(value, question.content(), line));
  }

  private Work<Block> undo(Blocks.Undo question, Caller caller) {
    Name name = new Name(question.blockId(), null, null);
    return tx -> {
      Block block = store.lock(tx, caller.tenant(), name);
      IfMatch.check(question.ifMatch(), block);
      Block earlier = history.before(tx, caller.tenant(), block, question.version());
      Block restored = BlockMaking.restored(caller, block, earlier);
      store.save(tx, caller, block, restored, "undo");
      return restored;
    };
  }

  private Work<Block> edit(
      String operation,
      Name name,
      @Nullable String ifMatch,
      Caller caller,
      UnaryOperator<String> edit) {
    Edit wanted = new Edit(operation, name, ifMatch, edit);
    return tx -> editing.edit(tx, caller, wanted);
  }

  private Work<Block> change(
      String operation,
      Name name,
      @Nullable String ifMatch,
      Caller caller,
      UnaryOperator<Block> change) {
    return tx -> {
      Block before = store.lock(tx, caller.tenant(), name);
      IfMatch.check(ifMatch, before);
      Block after = change.apply(before);
      BlockRules.within(after.limit(), after.value(), before.value());
      store.save(tx, caller, before, after, operation);
      return after;
    };
  }
}
