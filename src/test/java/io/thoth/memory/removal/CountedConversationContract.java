package io.thoth.memory.removal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.thoth.memory.recall.Conversations;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands only in a conversation is counted no more as soon as it is deleted. */
abstract class CountedConversationContract extends ConversationFixture {
  private static final int SHARED = 60;
  private static final int ALONE = 240;
  private static final int OWN = 40;

  private String agent;
  private String conversation;
  private String fork;

  @Override
  void serveMore() {}

  @BeforeEach
  void makeConversations() {
    agent = agent(client);
    conversation = conversation(client, agent).id();
    say(client, agent, conversation, "crow", SHARED);
    fork = fork(client, conversation, agent).id();
    say(client, agent, conversation, "owl", ALONE);
    say(client, agent, "default", "gull", OWN);
  }

  private void delete() {
    client.ask(Conversations.DELETE, new Conversations.Delete(conversation));
  }

  @Test
  void whatItKeptIsFreeAtOnce() {
    delete();
    Counted counted = counted(client);
    finish("conversation");

    assertEquals(SHARED + OWN, counted.messages());
    assertEquals(counted, counted(client));
    assertEquals(there(client), counted);
  }

  @Test
  void whatIsSharedGoesWithTheLastOfThem() {
    delete();
    client.ask(Conversations.DELETE, new Conversations.Delete(fork));
    Counted counted = counted(client);
    List<String> crows = found(client, "query", "crow");
    finish("conversation");

    assertEquals(List.of(), crows);
    assertEquals(OWN, counted.messages());
    assertEquals(there(client), counted);
    assertEquals(List.of(), found(client, "query", "crow"));
  }

  @Test
  void whatIsSaidWhileItIsCountedIsCountedToo() {
    halting.after("conversation.delete.count", () -> say(client, agent, conversation, "owl", 50));

    delete();
    Counted counted = counted(client);
    finish("conversation");

    assertEquals(there(client), counted);
  }

  @Test
  void whatIsForkedWhileItIsCountedStays() {
    halting.after("conversation.delete.count", () -> fork(client, conversation, agent));

    delete();
    Counted counted = counted(client);
    finish("conversation");

    assertEquals(SHARED + ALONE + OWN, counted.messages());
    assertEquals(there(client), counted);
  }

  @Test
  void whatHasToBeCountedAgainIsCountedBeforeTheTransaction() {
    AtomicInteger counts = new AtomicInteger();
    halting.after(
        "conversation.delete.count",
        () -> {
          if (counts.incrementAndGet() == 1) {
            fork(client, conversation, agent);
          }
        });

    delete();

    assertEquals(3, counts.get()); // before the fork, after it, and nothing more had happened
    assertEquals(there(client), counted(client));
  }

  @Test
  void messagesFarApartAreCountedOnce() {
    String apart = conversation(client, agent).id();
    for (int i = 0; i < 3; i++) {
      say(client, agent, apart, "wren", 1);
      say(client, agent, "default", "gull", OWN);
    }
    long before = counted(client).messages();

    client.ask(Conversations.DELETE, new Conversations.Delete(apart));
    Counted counted = counted(client);
    finish("conversation");

    assertEquals(3, before - counted.messages());
    assertEquals(there(client), counted);
  }
}
