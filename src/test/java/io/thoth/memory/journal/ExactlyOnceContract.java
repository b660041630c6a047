package io.thoth.memory.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.agents.AgentFields;
import io.thoth.memory.agents.Agents;
import io.thoth.memory.bus.Answer;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.bus.Operation;
import io.thoth.memory.core.Asking;
import io.thoth.memory.core.Block;
import io.thoth.memory.core.Blocks;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.sql.Work;
import io.thoth.memory.support.Client;
import io.thoth.memory.support.FeatureContract;
import io.thoth.memory.support.Given;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes under an idempotency key, and what becomes of those that fail. */
abstract class ExactlyOnceContract extends FeatureContract {
  /** Writes an entry of a stream, then does as the question says. */
  record Careless(String stream, String then) {}

  record Done(String stream) {}

  private static final Operation<Careless, Done> CARELESS =
      Operation.change("test.careless", Careless.class, Done.class);

  @BeforeEach
  void serveCareless() {
    if (!features.bus().served().containsKey(CARELESS.address())) {
      features.deploy(new CarelessVerticle(features.changes()));
    }
  }

  private static final class CarelessVerticle extends VerticleBase {
    private final Changes changes;

    CarelessVerticle(Changes changes) {
      this.changes = changes;
    }

    @Override
    public Future<?> start() {
      changes.serve(CARELESS, CarelessVerticle::work);
      return Future.succeededFuture();
    }

    private static Work<Done> work(Careless question, Caller caller) {
      Change change = new Change(question.stream(), 1, "test", Instant.EPOCH, "{}");
      return tx -> {
        Journal.append(tx, caller, change);
        switch (question.then()) {
          case "repeat" -> Journal.append(tx, caller, change);
          case "orphan" -> orphan(tx, caller.tenant());
          case "fail" -> throw new IllegalStateException("a bug");
          default -> {}
        }
        return new Done(question.stream());
      };
    }

    private static void orphan(Tx tx, String tenant) {
      tx.update("insert into block_tag (tenant, tag, block_id) values (?, 't', 'none')", tenant);
    }
  }

  private boolean isKept(String stream) {
    return sql.read("test.kept", tx -> Journal.span(tx, client.tenant(), stream)).isPresent();
  }

  private static void assertReplay(Answer<?> first, Answer<?> again) {
    assertEquals(first.value(), again.value());
    assertTrue(again.replayed());
  }

  @Test
  void aRepeatedChangeGetsTheFirstAnswerAndHappensOnce() {
    Block block = Asking.block(client, "notes", "a");

    Answer<Block> first = client.ask(Blocks.APPEND, Asking.append(block, "b"), "key");
    client.ask(Blocks.APPEND, Asking.append(block, "c"));
    Answer<Block> again = client.ask(Blocks.APPEND, Asking.append(block, "b"), "key");

    assertFalse(first.replayed());
    assertReplay(first, again);
    assertEquals("a\nb\nc", Asking.now(client, block).value());
  }

  @Test
  void aLargeAnswerIsGivenAgainUnchangedAndNotKeptTwice() {
    Block block = Asking.block(client, "notes", "x".repeat(50_000));
    List<Blocks.Append> appends = List.of(Asking.append(block, "b"), Asking.append(block, "c"));
    List<Answer<Block>> first =
        appends.stream().map(a -> client.ask(Blocks.APPEND, a, a.content())).toList();
    client.ask(Blocks.UPDATE, Asking.update(block, Asking.label("other")));

    for (int index = 0; index < appends.size(); index++) {
      Blocks.Append append = appends.get(index);
      assertReplay(first.get(index), client.ask(Blocks.APPEND, append, append.content()));
    }
    String size = "select count(*) from request where tenant = ? and answer is not null";
    long kept = sql.read("test.size", tx -> tx.number(size, client.tenant()));
    assertEquals(0, kept);
  }

  @Test
  void aRepeatedCreationMakesOneThing() {
    AgentFields fields = Given.record(AgentFields.class, "name", "Ada", "tags", List.of("t"));
    Agents.Create create = new Agents.Create(fields);

    Answer<Agents.AgentState> first = client.ask(Agents.CREATE, create, "key");
    Answer<Agents.AgentState> again = client.ask(Agents.CREATE, create, "key");

    assertReplay(first, again);
    Agents.Browse all = Given.record(Agents.Browse.class);
    assertEquals(1, client.ask(Agents.COUNT, all).count());
  }

  @Test
  void aRepeatedDeletionIsNoFailure() {
    Block block = Asking.block(client, "notes", "a");
    Blocks.Delete delete = new Blocks.Delete(block.id(), null);

    Answer<Blocks.Deleted> first = client.ask(Blocks.DELETE, delete, "key");
    Answer<Blocks.Deleted> again = client.ask(Blocks.DELETE, delete, "key");

    assertReplay(first, again);
  }

  @Test
  void aKeyBelongsToOneRequest() {
    Block block = Asking.block(client, "notes", "a");
    client.ask(Blocks.APPEND, Asking.append(block, "b"), "key");

    Fault fault =
        client.refused(FaultKind.INVALID, Blocks.APPEND, Asking.append(block, "c"), "key");

    assertTrue(fault.getMessage().startsWith("Idempotency-Key: 'key'"), fault.getMessage());
    assertEquals("a\nb", Asking.now(client, block).value());
  }

  @Test
  void aKeyBelongsToOneOrganisation() {
    Block block = Asking.block(client, "notes", "a");
    client.ask(Blocks.APPEND, Asking.append(block, "b"), "key");
    Client other = Client.ofNobodyElse(features.bus());
    Block theirs = Asking.block(other, "notes", "x");

    Answer<Block> answer = other.ask(Blocks.APPEND, Asking.append(theirs, "y"), "key");

    assertFalse(answer.replayed());
    assertEquals("x\ny", answer.value().value());
  }

  @Test
  void repetitionsAtTheSameTimeRunOnce() {
    Block block = Asking.block(client, "notes", "a");

    List<Answer<Block>> answers =
        client.askTogether(Blocks.APPEND, Asking.append(block, "b"), "key", 32);

    assertEquals(1, answers.stream().filter(answer -> !answer.replayed()).count());
    assertEquals(1, answers.stream().map(Answer::value).distinct().count());
    assertEquals("a\nb", Asking.now(client, block).value());
  }

  @Test
  void aRefusedChangeMayBeSentAgainUnderItsKey() {
    Block block = Asking.block(client, "notes", "a");
    Blocks.Replace replace = Asking.replace(block, "owl", "bat", false);
    client.refused(FaultKind.CONFLICT, Blocks.REPLACE, replace, "key");
    client.ask(Blocks.APPEND, Asking.append(block, "owl"));

    Answer<Block> answer = client.ask(Blocks.REPLACE, replace, "key");

    assertFalse(answer.replayed());
    assertEquals("a\nbat", answer.value().value());
  }

  @Test
  void anAnswerIsRememberedOverARestart() {
    Block block = Asking.block(client, "notes", "a");
    Answer<Block> first = client.ask(Blocks.APPEND, Asking.append(block, "b"), "key");

    restart();

    Answer<Block> again = client.ask(Blocks.APPEND, Asking.append(block, "b"), "key");
    assertReplay(first, again);
    assertEquals(first.value(), Asking.now(client, block));
  }

  @Test
  void whatIsThereAlreadyIsAConflictAndLeavesNothing() {
    client.refused(FaultKind.CONFLICT, CARELESS, new Careless("one", "repeat"));
    client.refused(FaultKind.CONFLICT, CARELESS, new Careless("two", "repeat"), "key");
    client.refused(FaultKind.CONFLICT, CARELESS, new Careless("three", "orphan"));

    assertFalse(isKept("one") || isKept("two") || isKept("three"));
    client.ask(CARELESS, new Careless("two", "return"));
    assertTrue(isKept("two"));
  }

  @Test
  void aBugIsAnErrorAndLeavesNothing() {
    Careless failing = new Careless("stream", "fail");
    client.refused(FaultKind.INTERNAL, CARELESS, failing, "key");

    Fault again = client.refused(FaultKind.INTERNAL, CARELESS, failing, "key");

    assertEquals("An unknown error occurred", again.getMessage());
    assertFalse(isKept("stream"));
  }
}
