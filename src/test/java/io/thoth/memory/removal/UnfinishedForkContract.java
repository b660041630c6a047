package io.thoth.memory.removal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.agentfile.Arrivals;
import io.thoth.memory.agents.AgentArrivals;
import io.thoth.memory.agents.Agents;
import io.thoth.memory.archival.ArchiveArrivals;
import io.thoth.memory.bus.Answer;
import io.thoth.memory.core.AgentBlocks;
import io.thoth.memory.core.BlockArrivals;
import io.thoth.memory.core.BlockCache;
import io.thoth.memory.embedding.NoEmbedder;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.json.Times;
import io.thoth.memory.models.Catalog;
import io.thoth.memory.models.Handle;
import io.thoth.memory.recall.Conversation;
import io.thoth.memory.recall.ConversationRemnants;
import io.thoth.memory.recall.Conversations;
import io.thoth.memory.recall.RecallArrivals;
import io.thoth.memory.support.Client;
import io.thoth.memory.support.Given;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A conversation of many messages is forked: the fork is there whole, or not at all. */
abstract class UnfinishedForkContract extends ConversationFixture {
  private static final String PORTION = "conversation.fork.portion";
  private static final int MESSAGES = 300;

  private String agent;
  private Conversation origin;

  @Override
  void serveMore() {}

  @BeforeEach
  void makeConversation() {
    agent = agent(client);
    origin = conversation(client, agent);
    say(client, agent, origin.id(), "owl", MESSAGES);
    halting.allow(Integer.MAX_VALUE);
  }

  private Conversations.Fork question() {
    return new Conversations.Fork(origin.id(), null);
  }

  private Set<String> seen() {
    Conversations.Browse all = Given.record(Conversations.Browse.class);
    return client.ask(Conversations.LIST, all).conversations().stream()
        .map(Conversation::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<String> contents(String conversation) {
    return contents(client, conversation, agent);
  }

  /** Removes what is unfinished, as if nobody had gone on with it for a long time. */
  private void sweep() {
    BlockCache cache = new BlockCache(sql);
    Handle model = new Handle("openai", "gpt-4o-mini");
    new Arrivals(
            sql,
            new AgentArrivals(List.of(), model, new Catalog(model, 384)),
            new BlockArrivals(cache),
            new AgentBlocks(cache),
            new ArchiveArrivals(new NoEmbedder()),
            new RecallArrivals())
        .sweep(Times.now());
  }

  private long written() {
    return number("select count(*) from conversation where tenant = ?", client.tenant());
  }

  private long unseenPlaces() {
    return number(
        "select count(*) from conversation_message c join conversation v on v.tenant = c.tenant"
            + " and v.id = c.conversation_id where c.tenant = ? and v.arrival is not null",
        client.tenant());
  }

  @Test
  void itHasWhatWasThereWhenItWasAskedForAndOthersGoOnMeanwhile() {
    List<String> before = contents(origin.id());
    List<Long> sizes = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    Client other = Client.ofNobodyElse(features.bus());
    halting.after(
        PORTION,
        () -> {
          sizes.add(unseenPlaces());
          say(client, agent, origin.id(), "late", 5); // all fit onto one page
          agent(other);
          seen.addAll(seen());
        });

    Conversation fork = fork(client, origin.id(), agent);

    assertTrue(sizes.size() >= 4, sizes::toString);
    assertTrue(sizes.getFirst() < MESSAGES / 4, sizes::toString);
    assertEquals(
        sizes.size(), number("select count(*) from agent where tenant = ?", other.tenant()));
    assertEquals(Set.of(origin.id()), seen);
    assertEquals(before, contents(fork.id()));
    assertEquals(MESSAGES, fork.messageCount());
    assertEquals(MESSAGES + 5 * sizes.size(), contents(origin.id()).size());
    assertEquals(Set.of(origin.id(), fork.id()), seen());
    assertEquals(there(client), counted(client));
  }

  @Test
  void itsContextIsThatOfWhenItWasAskedFor() {
    List<String> before =
        client.ask(Conversations.READ, new Conversations.Read(origin.id())).inContextMessageIds();
    halting.after(PORTION, () -> say(client, agent, origin.id(), "late", 60));

    Conversation fork = fork(client, origin.id(), agent);

    assertEquals(
        before.subList(1, before.size()),
        fork.inContextMessageIds().subList(1, fork.inContextMessageIds().size()));
  }

  @Test
  void theAgentsOwnConversationIsForkedInPortionsToo() {
    say(client, agent, "default", "gull", MESSAGES);
    List<String> before = contents("default");
    List<String> portions = new ArrayList<>();
    halting.after(
        PORTION,
        () -> {
          portions.add("one");
          say(client, agent, "default", "late", 1);
        });

    Conversation fork = fork(client, "default", agent);
    say(client, agent, fork.id(), "more", 1);

    assertTrue(portions.size() >= 4, portions::toString);
    assertEquals(before, contents(fork.id()).subList(0, MESSAGES));
    assertEquals("more 0", contents(fork.id()).getLast());
  }

  @Test
  void oneThatWasInterruptedIsNeverSeenAndGoesAway() {
    halting.failAfter(2, "conversation.fork");
    client.refused(FaultKind.UNAVAILABLE, Conversations.FORK, question(), "once");
    Counted counted = counted(client);
    assertEquals(2, written());

    restart();
    halting.behave();
    halting.allow(Integer.MAX_VALUE);

    assertEquals(Set.of(origin.id()), seen());
    assertEquals(MESSAGES, found(client, "query", "owl", "limit", 100).size() * 3);
    Answer<Conversation> again = client.ask(Conversations.FORK, question(), "once");
    assertEquals(contents(origin.id()), contents(again.value().id()));
    sweep();
    assertEquals(2, written());
    assertEquals(Set.of(origin.id(), again.value().id()), seen());
    assertEquals(MESSAGES + 1, places(again.value().id()));
    assertEquals(counted.messages(), counted(client).messages());
    assertEquals(0, number("select count(*) from arrival where tenant = ?", client.tenant()));
  }

  @Test
  void oneThatGoesOnWhileItIsLookedForIsNotGivenUp() {
    halting.failAfter(2, "conversation.fork");
    client.refused(FaultKind.UNAVAILABLE, Conversations.FORK, question());
    halting.behave();
    halting.after("arrival.left", () -> touch(Times.now().plusSeconds(60)));

    sweep();
    long goingOn = written();
    halting.behave();
    touch(Times.now().minusSeconds(60));
    sweep();

    assertEquals(2, goingOn);
    assertEquals(1, written());
  }

  private void touch(Instant at) {
    sql.write(
        "test",
        tx ->
            tx.update(
                "update arrival set touched_at = ? where tenant = ?",
                Times.micros(at),
                client.tenant()));
  }

  @Test
  void oneThatFailsIsGivenUpAtOnce() {
    halting.failAfter(2, PORTION);

    client.refused(FaultKind.UNAVAILABLE, Conversations.FORK, question());
    ConversationRemnants.departures(sql).clear();

    assertEquals(1, written());
    assertEquals(0, number("select count(*) from arrival where tenant = ?", client.tenant()));
    assertEquals(MESSAGES, contents(origin.id()).size());
  }

  @Test
  void oneKeyForksOnce() {
    Answer<Conversation> first = client.ask(Conversations.FORK, question(), "once");
    List<Answer<Conversation>> together =
        client.askTogether(Conversations.FORK, question(), "once too", 4);
    sweep();

    assertTrue(client.ask(Conversations.FORK, question(), "once").replayed());
    assertEquals(
        first.value().id(), client.ask(Conversations.FORK, question(), "once").value().id());
    assertEquals(1, together.stream().map(answer -> answer.value().id()).distinct().count());
    assertEquals(3, written());
    assertEquals(3, seen().size());
    assertEquals(there(client), counted(client));
  }

  @Test
  void oneOfAConversationThatIsDeletedMeanwhileIsNone() {
    halting.after(
        PORTION,
        () -> {
          halting.behave();
          client.ask(Conversations.DELETE, new Conversations.Delete(origin.id()));
        });

    client.refused(FaultKind.NOT_FOUND, Conversations.FORK, question());
    sweep();
    finish("conversation");

    assertEquals(Set.of(), seen());
    assertEquals(List.of(), found(client, "query", "owl"));
    assertEquals(there(client), counted(client));
    assertEquals(0, counted(client).messages());
    assertEquals(
        0, number("select count(*) from conversation_message where tenant = ?", client.tenant()));
  }

  @Test
  void oneOfAnAgentThatIsDeletedMeanwhileIsNone() {
    halting.after(
        PORTION,
        () -> {
          halting.behave();
          client.ask(Agents.DELETE, new Agents.Delete(agent));
        });

    client.refused(FaultKind.NOT_FOUND, Conversations.FORK, question());
    finish("agent");
    sweep();

    assertEquals(0, written());
    assertEquals(0, number("select count(*) from arrival where tenant = ?", client.tenant()));
  }

  @Test
  void itIsSearchedAsSoonAsItIsThere() {
    found(client, "query", "owl"); // so that there is an index that does not know it

    Conversation fork = fork(client, origin.id(), agent);
    say(client, agent, fork.id(), "wren", 1);

    List<String> owls = found(client, "query", "owl", "conversation_id", fork.id(), "limit", 100);
    assertEquals(100, owls.size());
    assertEquals(List.of("wren 0"), found(client, "query", "wren", "conversation_id", fork.id()));
    assertEquals(List.of(), found(client, "query", "wren", "conversation_id", origin.id()));
  }

  @Test
  void aSmallOneTakesOneTransaction() {
    Conversation small = conversation(client, agent);
    say(client, agent, small.id(), "wren", 10);
    List<String> portions = new ArrayList<>();
    halting.after(PORTION, () -> portions.add("one"));

    Conversation fork = fork(client, small.id(), agent);

    assertEquals(List.of(), portions);
    assertEquals(10, contents(fork.id()).size());
  }
}
