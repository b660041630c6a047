package io.thoth.memory.recall;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Work;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Stores what is sent to agents, which nobody here answers. */
final class Sending {
  private final Sql sql;
  private final MessageWriting writing;
  private final Contexts contexts;

  Sending(Sql sql, MessageWriting writing, Contexts contexts) {
    this.sql = sql;
    this.writing = writing;
    this.contexts = contexts;
  }

  Work<Turns.Sent> stream(Turns.Stream question, Caller caller) {
    return send(question.send(), caller);
  }

  Work<Turns.Sent> say(Turns.Say question, Caller caller) {
    return send(question.send(), caller);
  }

  Work<Turns.Sent> later(Turns.Later question, Caller caller) {
    return send(question.send(), caller, true);
  }

  Work<Turns.Sent> send(Turns.Send question, Caller caller) {
    return send(question, caller, Boolean.TRUE.equals(question.background()));
  }

  private Work<Turns.Sent> send(Turns.Send question, Caller caller, boolean background) {
    TurnRules.one(question.messages(), question.input());
    List<NewMessage> given =
        question.messages() == null
            ? List.of(NewMessage.of("user", Objects.requireNonNull(question.input())))
            : question.messages();
    List<Draft> drafts = Reading.drafts(given);
    return tx -> {
      Place place = Place.find(tx, caller.tenant(), question.conversationId(), question.agentId());
      MessageWriting.Outcome outcome = writing.write(tx, caller, place, drafts);
      Turns.Sent sent =
          new Turns.Sent(
              place.agentId(),
              place.conversationId(),
              outcome.ids(),
              Id.fresh(Id.RUN),
              Times.now(),
              Boolean.TRUE.equals(question.streaming()),
              !Boolean.FALSE.equals(question.includePings()));
      RunRows.insert(tx, caller, sent, background);
      return sent;
    };
  }

  Turns.Nothing cancel(Turns.Running question, Caller caller) {
    require(question.conversationId(), question.agentId(), caller);
    throw Fault.conflict("No active run to cancel");
  }

  Turns.Nothing join(Turns.Running question, Caller caller) {
    require(question.conversationId(), question.agentId(), caller);
    throw new Fault(FaultKind.UNACCEPTABLE, "No active runs found for this conversation");
  }

  Turns.Nothing preview(Turns.Preview question, Caller caller) {
    require(question.conversationId(), question.agentId(), caller);
    throw new Fault(
        FaultKind.NOT_IMPLEMENTED,
        "No language model is configured, so no provider would be sent anything;"
            + " GET /v1/agents/{agent_id}/context tells what is in the context");
  }

  private void require(@Nullable String conversationId, @Nullable String agentId, Caller caller) {
    sql.read("turn.place", tx -> Place.find(tx, caller.tenant(), conversationId, agentId));
  }

  Turns.Nothing compact(Turns.Compact question, Caller caller) {
    int count =
        sql.read(
            "turn.compact",
            tx -> {
              Place place =
                  Place.find(tx, caller.tenant(), question.conversationId(), question.agentId());
              return contexts.messages(tx, caller.tenant(), place).size();
            });
    if (count <= 1) {
      throw new Fault(FaultKind.UNACCEPTABLE, "There are no messages to compact");
    }
    throw new Fault(
        FaultKind.NOT_IMPLEMENTED,
        "No language model is configured that could summarise, so nothing was changed: all "
            + count
            + " messages are still in the context");
  }
}
