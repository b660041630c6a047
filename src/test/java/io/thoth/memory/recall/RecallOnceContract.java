package io.thoth.memory.recall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.bus.Answer;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.support.Given;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is captured and sent under an idempotency key happens once. */
abstract class RecallOnceContract extends RecallFixture {

  @Test
  void aCaptureUnderOneKeyIsStoredOnceAndAnsweredAlike() {
    String agent = agent();
    Messages.Capture turns = capturing(agent, null, numbered(3));

    Answer<Messages.Captured> first = client.ask(Messages.CAPTURE, turns, "key");
    Answer<Messages.Captured> again = client.ask(Messages.CAPTURE, turns, "key");

    assertFalse(first.replayed());
    assertTrue(again.replayed());
    assertEquals(first.value(), again.value());
    assertEquals(4, listed("agent_id", agent).size());
  }

  @Test
  void theSameTurnsWithoutAKeyAreTwoTurns() {
    String agent = agent();

    capture(agent, null, numbered(1));
    capture(agent, null, numbered(1));

    assertEquals(3, listed("agent_id", agent).size());
  }

  @Test
  void aTurnSentManyTimesAtOnceUnderOneKeyIsStoredOnce() {
    String agent = agent();
    Conversation conversation = conversation(agent);
    Turns.Send turn =
        Given.record(Turns.Send.class, "conversation_id", conversation.id(), "input", "hello");

    List<Answer<Turns.Sent>> answers = client.askTogether(Turns.SEND, turn, "key", 12);

    assertEquals(1, answers.stream().map(Answer::value).distinct().count());
    assertEquals(1, answers.stream().filter(answer -> !answer.replayed()).count());
    assertEquals(
        1,
        client.ask(Conversations.READ, new Conversations.Read(conversation.id())).messageCount());
  }

  @Test
  void theKeyOfOneTurnIsRefusedForAnother() {
    String agent = agent();
    client.ask(Messages.CAPTURE, capturing(agent, null, numbered(1)), "key");

    client.refused(FaultKind.INVALID, Messages.CAPTURE, capturing(agent, null, numbered(2)), "key");

    assertEquals(2, listed("agent_id", agent).size());
  }

  @Test
  void aRefusedTurnMayBeSentAgainUnderItsKey() {
    String agent = agent();
    Messages.Capture turns = capturing(agent, MISSING_CONVERSATION, numbered(1));

    client.refused(FaultKind.NOT_FOUND, Messages.CAPTURE, turns, "key");
    client.refused(FaultKind.NOT_FOUND, Messages.CAPTURE, turns, "key");

    assertEquals(1, listed("agent_id", agent).size());
  }

  @Test
  void lettasOwnFormOfACaptureIsStoredOnceToo() {
    String agent = agent();
    Messages.Capture turns =
        Given.record(
            Messages.Capture.class,
            "agent_id",
            agent,
            "provider",
            "openai",
            "request_messages",
            List.of(said("user", "Who?")),
            "response_dict",
            Map.of("content", "An owl"));

    client.ask(Messages.CAPTURE, turns, "key");
    Messages.Captured again = client.ask(Messages.CAPTURE, turns, "key").value();

    assertEquals(2, again.messagesCreated());
    assertEquals(List.of("An owl", "Who?"), contents(listed("agent_id", agent, "limit", 2)));
  }
}
