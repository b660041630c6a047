package io.thoth.memory.removal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.agents.Agents;
import io.thoth.memory.core.Blocks;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.recall.Conversation;
import io.thoth.memory.recall.ConversationRemnants;
import io.thoth.memory.recall.Conversations;
import io.thoth.memory.recall.MessageSearch;
import io.thoth.memory.recall.Messages;
import io.thoth.memory.recall.Placements;
import io.thoth.memory.recall.Prompts;
import io.thoth.memory.support.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A conversation of many messages is deleted: nobody meets it any more, and it goes in the end. */
abstract class DepartedConversationContract extends ConversationFixture {
  private static final int SHARED = 60;
  private static final int ALONE = 240;
  private static final int OWN = 40;
  private static final String GIVEN = "message-11111111-2222-4333-8444-555555555555";

  private String agent;
  private String conversation;
  private String block;
  private String fork;

  @Override
  void serveMore() {}

  @BeforeEach
  void makeConversations() {
    agent = agent(client);
    Conversation made = conversation(client, agent);
    conversation = made.id();
    block = made.isolatedBlockIds().getFirst();
    say(client, agent, conversation, "crow", SHARED);
    fork = fork(client, conversation, agent).id();
    say(client, agent, conversation, "owl", ALONE);
    say(client, agent, "default", "gull", OWN);
    Map<String, Object> given = Map.of("id", GIVEN, "role", "user", "content", "owl by name");
    client.ask(Messages.CAPTURE, capture(agent, conversation, List.of(given)));
    found(client, "query", "owl"); // so that there is an index that could still tell of it
  }

  private void delete() {
    client.ask(Conversations.DELETE, new Conversations.Delete(conversation));
  }

  /** What anybody could ask that would have told something of the conversation. */
  private List<Asked<?, ?>> questions() {
    String one = "conversation_id";
    return List.of(
        asked(Conversations.READ, Conversations.Read.class, one, conversation),
        asked(Conversations.UPDATE, Conversations.Update.class, one, conversation, "summary", "x"),
        asked(Conversations.DELETE, Conversations.Delete.class, one, conversation),
        asked(Conversations.FORK, Conversations.Fork.class, one, conversation),
        asked(Conversations.LIST, Conversations.Browse.class),
        asked(Conversations.LIST, Conversations.Browse.class, "agent_id", agent),
        asked(Messages.LIST, Messages.Browse.class, "agent_id", agent, "limit", 1000),
        asked(Messages.LIST, Messages.Browse.class, "agent_id", agent, one, conversation),
        asked(Messages.LIST_CONVERSATION, Messages.InConversation.class, one, conversation),
        asked(Messages.LIST_ALL, Messages.Everywhere.class, "limit", 1000),
        asked(Messages.LIST_ALL, Messages.Everywhere.class, one, conversation),
        asked(Messages.READ, Messages.Read.class, "message_id", GIVEN),
        asked(Messages.ROWS, Messages.Rows.class, "agent_id", agent, "after", 0, "limit", 1000),
        asked(Placements.ASK, Placements.Among.class, "agent_id", agent, "first", 0, "last", 9999),
        asked(Placements.CONTEXT, Placements.Context.class, "agent_id", agent, one, conversation),
        asked(
            Messages.CAPTURE,
            Messages.Capture.class,
            "agent_id",
            agent,
            one,
            conversation,
            "messages",
            List.of(Map.of("role", "user", "content", "late"))),
        asked(MessageSearch.SEARCH, MessageSearch.Ask.class, "query", "owl"),
        asked(MessageSearch.SEARCH, MessageSearch.Ask.class, "query", "crow", "limit", 100),
        asked(MessageSearch.SEARCH, MessageSearch.Ask.class, "agent_id", agent, "limit", 100),
        asked(MessageSearch.SEARCH, MessageSearch.Ask.class, "query", "owl", one, conversation),
        asked(Prompts.CONTEXT, Prompts.Ask.class, "agent_id", agent),
        asked(Blocks.READ, Blocks.Read.class, "block_id", block));
  }

  @Test
  void nobodyCanTellWhetherItsMessagesAreRemovedYet() {
    List<Asked<?, ?>> questions = questions();
    delete();
    List<String> before = questions.stream().map(question -> question.outcome(client)).toList();

    assertTrue(places(conversation) > ALONE, "nothing was left to remove");
    finish("conversation");

    assertEquals(0, places(conversation));
    for (int i = 0; i < before.size(); i++) {
      assertEquals(questions.get(i).outcome(client), before.get(i), questions.get(i).toString());
    }
    assertEquals(11, before.stream().filter("NOT_FOUND"::equals).count(), before::toString);
    assertFalse(before.toString().contains("owl"), before::toString);
    assertTrue(before.toString().contains("crow"), before::toString);
  }

  @Test
  void othersReadAndWriteBetweenItsPortions() {
    AtomicInteger portions = new AtomicInteger();
    List<String> wrong = new ArrayList<>();
    delete();
    Counted counted = counted(client);
    List<Asked<?, ?>> questions = questions();
    List<String> expected = questions.stream().map(question -> question.outcome(client)).toList();
    Client other = Client.ofNobodyElse(features.bus());
    halting.allow(Integer.MAX_VALUE);
    halting.after(
        "remove.conversation",
        () -> {
          portions.incrementAndGet();
          for (int i = 0; i < questions.size(); i++) {
            if (!questions.get(i).outcome(client).equals(expected.get(i))) {
              wrong.add(questions.get(i).toString());
            }
          }
          agent(other);
        });

    Departures removal = ConversationRemnants.departures(sql);
    removal.clear();

    assertTrue(portions.get() >= 4, "transactions: " + portions);
    assertEquals(List.of(), wrong);
    assertEquals(
        portions.get(), number("select count(*) from agent where tenant = ?", other.tenant()));
    assertEquals(counted, counted(client));
  }

  @Test
  void whatIsLeftIsRemovedAfterARestartInTheMiddle() {
    delete();
    halting.allow(2);
    restart();
    awaitHalt();
    long left = places(conversation);

    finish("conversation");

    assertTrue(left > 0 && left < SHARED + ALONE, "left: " + left);
    assertEquals(0, places(conversation));
    String removed = "select count(*) from message where conversation_id = ? and deleted = 1";
    assertEquals(ALONE + 2, number(removed, conversation)); // with the system message
    assertEquals(ALONE + 2, number(removed + " and text is null and body = '{}'", conversation));
    assertEquals(SHARED, contents(client, fork, agent).size());
  }

  @Test
  void nothingOfOthersIsTouched() {
    Client stranger = Client.ofNobodyElse(features.bus());
    String foreign = agent(stranger);
    String theirs = conversation(stranger, foreign).id();
    say(stranger, foreign, theirs, "owl", OWN);
    String neighbour = conversation(client, agent).id();
    say(client, agent, neighbour, "wren", OWN);

    delete();
    finish("conversation");

    Client again = new Client(features.bus(), stranger.tenant());
    assertEquals(OWN, contents(again, theirs, foreign).size());
    assertEquals(OWN, contents(client, neighbour, agent).size());
    assertEquals(SHARED, contents(client, fork, agent).size());
    assertEquals(OWN, contents(client, "default", agent).size());
  }

  @Test
  void oneKeyDeletesOnce() {
    Conversations.Delete question = new Conversations.Delete(conversation);

    client.ask(Conversations.DELETE, question, "once");

    assertTrue(client.ask(Conversations.DELETE, question, "once").replayed());
    client.refused(FaultKind.NOT_FOUND, Conversations.DELETE, question);
    assertEquals(
        1,
        number(
            "select count(*) from journal where stream = ? and operation = ?",
            conversation,
            "conversation.delete"));
  }

  @Test
  void anAgentThatGoesMeanwhileTakesItAlong() {
    delete();

    client.ask(Agents.DELETE, new Agents.Delete(agent));
    finish("agent");

    assertEquals(0, number("select count(*) from conversation where agent_id = ?", agent));
    assertEquals(0, number("select count(*) from message where agent_id = ?", agent));
  }

  @Test
  void whatAnOlderVersionHasLeftGoesTooAndIsNotCountedAgain() {
    delete();
    finish("conversation");
    String old = conversation(client, agent).id();
    say(client, agent, old, "wren", OWN);
    Counted counted = counted(client);
    sql.write(
        "test",
        tx -> {
          tx.update("update message set deleted = 1 where conversation_id = ?", old);
          return tx.update(
              "update conversation set deleted = 1, arrival = 'departed' where id = ?", old);
        });

    finish("conversation");

    assertEquals(counted, counted(client));
    assertEquals(0, places(old));
    String kept = "select count(*) from message where conversation_id = ? and text is not null";
    assertEquals(0, number(kept, old));
  }
}
