package io.thoth.memory.removal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.recall.ConversationArrivals;
import io.thoth.memory.recall.Conversations;
import io.thoth.memory.recall.Messages;
import io.thoth.memory.recall.NewMessage;
import io.thoth.memory.recall.Prompts;
import io.thoth.memory.recall.RecallArrivals.ArrivingMessage;
import io.thoth.memory.support.Given;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody wants something of a conversation just when it is deleted. */
abstract class CrossedConversationContract extends ConversationFixture {
  private static final String GIVEN = "message-11111111-2222-4333-8444-555555555555";

  private String agent;
  private String conversation;
  private String neighbour;

  @Override
  void serveMore() {}

  @BeforeEach
  void makeConversations() {
    agent = agent(client);
    conversation = conversation(client, agent).id();
    neighbour = conversation(client, agent).id();
    Map<String, Object> given = Map.of("id", GIVEN, "role", "user", "content", "owl");
    client.ask(Messages.CAPTURE, capture(agent, conversation, List.of(given)));
  }

  @Test
  void anImportBringsNothingOfItBack() {
    client.ask(Conversations.DELETE, new Conversations.Delete(conversation));
    finish("conversation");
    Counted counted = counted(client);

    assertEquals(0, brought(conversation));
    assertEquals(0, brought(neighbour));

    assertEquals(0, places(conversation));
    assertEquals(1, places(neighbour));
    assertEquals(counted, counted(client));
  }

  @Test
  void anImportThatHadToWaitForTheRemovalBringsNothingOfItBack() {
    int written = waiting(() -> brought(neighbour));

    assertEquals(0, written);
    assertEquals(1, places(neighbour));
  }

  /** Places the message in a conversation, as an import does; answers how many it has written. */
  private int brought(String into) {
    ArrivingMessage message =
        new ArrivingMessage(GIVEN, conversation, NewMessage.of("user", "owl"), false, List.of());
    List<ConversationArrivals.Said> said = List.of(new ConversationArrivals.Said(message, false));
    Caller caller = new Caller(client.tenant(), "test", "test", null, null);
    return sql.write("test", tx -> new ConversationArrivals().write(tx, caller, agent, into, said));
  }

  @Test
  void aRecompilationThatHadToWaitForTheRemovalFindsNothing() {
    Prompts.InConversation question =
        Given.record(Prompts.InConversation.class, "conversation_id", conversation);

    waiting(() -> client.refused(FaultKind.NOT_FOUND, Prompts.RECOMPILE_CONVERSATION, question));
  }

  /**
   * What comes of something that is begun before all of the conversation is removed, and comes on
   * PostgreSQL as far as it can without being alone with the agent's messages.
   */
  private <T> T waiting(Supplier<T> begun) {
    CompletableFuture<T> answer =
        sql.write(
            "test",
            tx -> {
              tx.update("update recall set placed = placed + 1 where agent_id = ?", agent);
              CompletableFuture<T> asked = CompletableFuture.supplyAsync(begun);
              LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
              for (String each :
                  List.of(
                      "update conversation set deleted = 1, arrival = 'departed' where id = ?",
                      "delete from conversation_message where conversation_id = ?",
                      "update message set text = null, body = '{}', deleted = 1"
                          + " where conversation_id = ?")) {
                tx.update(each, conversation);
              }
              return asked;
            });
    return answer.join();
  }

  @Test
  void theSameRequestThatWasAnsweredMeanwhileIsAnsweredTheSame() {
    Conversations.Delete question = new Conversations.Delete(conversation);
    halting.after(
        Conversations.DELETE.address(),
        () -> {
          halting.behave();
          client.ask(Conversations.DELETE, question, "twice");
        });

    assertTrue(client.ask(Conversations.DELETE, question, "twice").replayed());
  }
}
