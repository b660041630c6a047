package io.thoth.memory.recall;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Json;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.sql.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Takes in turns that happened elsewhere. */
final class Capturing {
  private final MessageWriting writing;

  Capturing(MessageWriting writing) {
    this.writing = writing;
  }

  Work<Messages.Captured> capture(Messages.Capture question, Caller caller) {
    List<Draft> drafts = Reading.drafts(given(question));
    return tx -> {
      Place place = Place.find(tx, caller.tenant(), question.conversationId(), question.agentId());
      requireOwn(place, question);
      return captured(tx, caller, place, drafts);
    };
  }

  private static void requireOwn(Place place, Messages.Capture question) {
    if (!place.agentId().equals(question.agentId())) {
      throw Fault.notFound("Conversation", String.valueOf(question.conversationId()));
    }
  }

  private Messages.Captured captured(Tx tx, Caller caller, Place place, List<Draft> drafts) {
    MessageWriting.Outcome outcome = writing.write(tx, caller, place, drafts);
    int created = outcome.fresh().size();
    return new Messages.Captured(true, created, drafts.size() - created, outcome.ids(), List.of());
  }

  private static List<NewMessage> given(Messages.Capture question) {
    List<NewMessage> given = new ArrayList<>();
    if (question.messages() != null) {
      given.addAll(question.messages());
    }
    if (question.requestMessages() != null) {
      given.addAll(question.requestMessages());
    }
    if (question.responseDict() != null) {
      given.add(answered(question.responseDict()));
    }
    return given;
  }

  /** What a model answered: a message, its content alone, or a whole chat completion. */
  private static NewMessage answered(Map<String, Object> response) {
    Map<String, Object> message = response;
    if (response.get("choices") instanceof List<?> choices
        && !choices.isEmpty()
        && choices.getFirst() instanceof Map<?, ?> choice
        && choice.get("message") instanceof Map<?, ?> inner) {
      message = Json.object(Json.write(inner));
    }
    Map<String, Object> given = Json.object(Json.write(message));
    given.putIfAbsent("role", "assistant");
    given.keySet().retainAll(List.of("role", "content", "tool_calls", "reasoning", "name"));
    given.values().removeIf(Objects::isNull);
    if (given.size() < 2) {
      throw Fault.invalid("response_dict", "must hold what was answered");
    }
    return Json.convert(Json.raw().valueToTree(given), NewMessage.class);
  }
}
