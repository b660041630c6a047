package io.thoth.memory.removal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.agents.Agent;
import io.thoth.memory.agents.AgentArrivals;
import io.thoth.memory.agents.AgentFields;
import io.thoth.memory.agents.AgentRemnants;
import io.thoth.memory.agents.Agents;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.Blocks;
import io.thoth.memory.core.NewBlock;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.folders.Folders;
import io.thoth.memory.folders.HeldFiles;
import io.thoth.memory.identities.Identities;
import io.thoth.memory.models.Catalog;
import io.thoth.memory.models.Handle;
import io.thoth.memory.recall.Conversations;
import io.thoth.memory.recall.MessageSearch;
import io.thoth.memory.recall.Messages;
import io.thoth.memory.recall.Prompts;
import io.thoth.memory.recall.RecallArrivals;
import io.thoth.memory.recall.Turns;
import io.thoth.memory.runs.Runs;
import io.thoth.memory.runs.RunsVerticle;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.support.Client;
import io.thoth.memory.support.Given;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An agent with many messages is deleted: nobody meets it any more, and its rows go in the end. */
abstract class DepartedAgentContract extends HaltingContract {
  private static final int MESSAGES = 90;
  private static final String GIVEN = "message-11111111-2222-4333-8444-555555555555";

  private Agent agent;
  private String conversation;
  private String run;
  private String identity;
  private String folder;
  private String shared;

  @Override
  void serveMore() {
    features.deploy(new RunsVerticle(features.bus(), features.changes(), sql));
  }

  @BeforeEach
  void makeAgent() {
    shared = client.ask(Blocks.CREATE, new Blocks.Create(NewBlock.of("human", "Ada"))).id();
    agent = made(client, "large");
    conversation =
        client
            .ask(
                Conversations.CREATE,
                Given.record(Conversations.Create.class, "agent_id", agent.id()))
            .id();
    say(client, agent.id(), "default");
    say(client, agent.id(), conversation);
    Map<String, Object> given = Map.of("id", GIVEN, "role", "user", "content", "owl by name");
    client.ask(Messages.CAPTURE, capture(agent.id(), "default", List.of(given)));
    client.ask(
        Turns.SEND, Given.record(Turns.Send.class, "agent_id", agent.id(), "input", "owl, again"));
    run =
        client
            .ask(Runs.LIST, Given.record(Runs.Browse.class, "agent_id", agent.id()))
            .runs()
            .getFirst()
            .id();
    identity =
        client
            .ask(
                Identities.CREATE,
                Given.record(
                    Identities.Create.class,
                    "identifier_key",
                    "k",
                    "name",
                    "n",
                    "identity_type",
                    "user",
                    "agent_ids",
                    List.of(agent.id())))
            .id();
    folder = client.ask(Folders.CREATE, Given.record(Folders.Create.class, "name", "f")).id();
    client.ask(HeldFiles.ATTACH, new HeldFiles.FolderLink(agent.id(), folder));
  }

  private Agent made(Client whose, String name) {
    AgentFields fields =
        Given.record(AgentFields.class, "name", name, "tags", List.of("of-" + name));
    Agent made = whose.ask(Agents.CREATE, new Agents.Create(fields)).agent();
    if (whose == client) {
      whose.ask(Agents.ATTACH_BLOCK, new Agents.Link(made.id(), shared));
    }
    return made;
  }

  private static void say(Client whose, String agentId, String conversation) {
    List<Map<String, Object>> said =
        IntStream.range(0, MESSAGES)
            .mapToObj(i -> Map.<String, Object>of("role", "user", "content", "an owl " + i))
            .toList();
    whose.ask(Messages.CAPTURE, capture(agentId, conversation, said));
  }

  private static Messages.Capture capture(String agentId, String conversation, List<?> messages) {
    return Given.record(
        Messages.Capture.class,
        "agent_id",
        agentId,
        "conversation_id",
        conversation,
        "messages",
        messages);
  }

  private void delete() {
    client.ask(Agents.DELETE, new Agents.Delete(agent.id()));
  }

  /** What anybody could ask that would have told something of the agent. */
  private List<Asked<?, ?>> questions() {
    String id = agent.id();
    return List.of(
        asked(Agents.READ, Agents.Read.class, "agent_id", id),
        asked(Agents.LIST, Agents.Browse.class),
        asked(Agents.LIST, Agents.Browse.class, "identity_id", identity),
        asked(Agents.COUNT, Agents.Browse.class),
        asked(Agents.TAGS, Agents.TagsLike.class),
        asked(Agents.BLOCKS, Agents.OfAgent.class, "agent_id", id),
        asked(Agents.UPDATE, Agents.Update.class, "agent_id", id, "body", Map.of("name", "x")),
        asked(Agents.DELETE, Agents.Delete.class, "agent_id", id),
        asked(Messages.LIST, Messages.Browse.class, "agent_id", id),
        asked(
            Messages.LIST, Messages.Browse.class, "agent_id", id, "conversation_id", conversation),
        asked(Messages.LIST_CONVERSATION, Messages.InConversation.class, "conversation_id", id),
        asked(
            Messages.LIST_CONVERSATION,
            Messages.InConversation.class,
            "conversation_id",
            conversation),
        asked(Messages.LIST_ALL, Messages.Everywhere.class),
        asked(Messages.LIST_ALL, Messages.Everywhere.class, "conversation_id", conversation),
        asked(Messages.READ, Messages.Read.class, "message_id", GIVEN),
        asked(Messages.ROWS, Messages.Rows.class, "agent_id", id, "after", 0, "limit", 10),
        asked(Messages.RESET, Messages.Reset.class, "agent_id", id),
        asked(
            Messages.CAPTURE,
            Messages.Capture.class,
            "agent_id",
            id,
            "messages",
            List.of(Map.of("role", "user", "content", "late"))),
        asked(MessageSearch.SEARCH, MessageSearch.Ask.class, "query", "owl"),
        asked(MessageSearch.SEARCH, MessageSearch.Ask.class, "query", "owl", "agent_id", id),
        asked(
            MessageSearch.SEARCH,
            MessageSearch.Ask.class,
            "query",
            "owl",
            "conversation_id",
            conversation),
        asked(Conversations.READ, Conversations.Read.class, "conversation_id", conversation),
        asked(Conversations.LIST, Conversations.Browse.class),
        asked(Conversations.LIST, Conversations.Browse.class, "agent_id", id),
        asked(
            Conversations.UPDATE,
            Conversations.Update.class,
            "conversation_id",
            conversation,
            "summary",
            "x"),
        asked(Conversations.DELETE, Conversations.Delete.class, "conversation_id", conversation),
        asked(Conversations.FORK, Conversations.Fork.class, "conversation_id", conversation),
        asked(Prompts.CONTEXT, Prompts.Ask.class, "agent_id", id),
        asked(Runs.LIST, Runs.Browse.class),
        asked(Runs.LIST, Runs.Browse.class, "agent_id", id),
        asked(Runs.READ, Runs.One.class, "run_id", run),
        asked(Runs.DELETE, Runs.One.class, "run_id", run),
        asked(Identities.READ, Identities.Read.class, "identity_id", identity),
        asked(Folders.AGENTS, Folders.Part.class, "folder_id", folder),
        asked(HeldFiles.FOLDERS, HeldFiles.OfAgent.class, "agent_id", id),
        asked(Blocks.LIST, Blocks.Browse.class, "connected_to_agents_count_gt", 0));
  }

  @Test
  void nobodyCanTellWhetherItsRowsAreRemovedYet() {
    List<Asked<?, ?>> questions = questions();
    delete();
    List<String> before = questions.stream().map(question -> question.outcome(client)).toList();

    assertTrue(rows("message", agent.id()) > MESSAGES, "nothing was left to remove");
    finish("agent");

    assertEquals(0, rows("message", agent.id()));
    for (int i = 0; i < before.size(); i++) {
      assertEquals(questions.get(i).outcome(client), before.get(i), questions.get(i).toString());
    }
    assertTrue(before.stream().filter("NOT_FOUND"::equals).count() >= 15, before::toString);
    assertFalse(before.toString().contains("owl"), before::toString);
    assertFalse(before.toString().contains(agent.id()), before::toString);
  }

  @Test
  void whatIsLeftIsRemovedAfterARestartInTheMiddle() {
    delete();
    halting.allow(2);
    restart();
    awaitHalt();
    long left = rows("message", agent.id());

    finish("agent");

    assertTrue(left > 0 && left < 2 * MESSAGES, "left: " + left);
    for (String table : List.of("message", "conversation", "run", "recall")) {
      assertEquals(0, rows(table, agent.id()), table);
    }
    assertEquals(0, number("select count(*) from agent where id = ?", agent.id()));
  }

  @Test
  void nothingOfOthersIsTouched() {
    Client stranger = Client.ofNobodyElse(features.bus());
    Agent neighbour = made(client, "neighbour");
    Agent foreign = made(stranger, "foreign");
    say(client, neighbour.id(), "default");
    say(stranger, foreign.id(), "default");

    delete();
    finish("agent");

    assertEquals(MESSAGES + 1, rows("message", neighbour.id()));
    assertEquals(MESSAGES + 1, rows("message", foreign.id()));
    Blocks.Read block = new Blocks.Read(null, neighbour.id(), "human", null);
    assertEquals(shared, client.ask(Blocks.READ, block).id());
  }

  @Test
  void oneKeyDeletesOnceAndItsQuotaIsFreeAtOnce() {
    Agents.Delete question = new Agents.Delete(agent.id());

    client.ask(Agents.DELETE, question, "once");

    assertEquals(agent.id(), client.ask(Agents.DELETE, question, "once").value().id());
    client.refused(FaultKind.NOT_FOUND, Agents.DELETE, question);
    assertEquals(0, number("select agents from quota_usage where tenant = ?", client.tenant()));
    assertEquals(
        1,
        number(
            "select count(*) from journal where stream = ? and operation = 'delete'", agent.id()));
  }

  @Test
  void itsNameAndTheIdsThatItsMessagesHadCanBeUsedAtOnce() {
    delete();

    Agent next = made(client, "large");
    Map<String, Object> given = Map.of("id", GIVEN, "role", "user", "content", "another");
    client.ask(Messages.CAPTURE, capture(next.id(), "default", List.of(given)));
    finish("agent");

    assertTrue(client.ask(Messages.READ, new Messages.Read(GIVEN)).toString().contains("another"));
    assertEquals(2, rows("message", next.id()));
  }

  @Test
  void oneThatComesBackUnderItsIdWaitsUntilNothingOfItIsLeft() {
    delete();

    refusedAsUnavailable(this::comeBack);
    boolean there = sql.read("test", tx -> AgentArrivals.has(tx, client.tenant(), agent.id()));
    assertFalse(there);
    halting.allow(Integer.MAX_VALUE);
    AgentRemnants.departures(sql).finish(client.tenant(), agent.id());
    sql.write("test", this::comeBack);

    boolean coming = sql.read("test", tx -> AgentArrivals.has(tx, client.tenant(), agent.id()));
    assertTrue(coming);
    assertEquals(1, rows("message", agent.id()));
  }

  @Test
  void oneThatIsBackIsNotRemovedByWhoHadHeardThatItWasLeft() {
    delete();
    halting.allow(Integer.MAX_VALUE);
    HaltingSql own = new HaltingSql(sql); // the node itself looks for what is left too
    own.allow(Integer.MAX_VALUE);
    own.after(
        "departed.agent",
        () -> {
          own.behave();
          AgentRemnants.departures(own).finish(client.tenant(), agent.id());
          own.write("test", this::comeBack);
        });

    AgentRemnants.departures(own).clear();

    assertEquals(1, rows("message", agent.id()));
  }

  private boolean comeBack(Tx tx) {
    Caller caller = Caller.node(client.tenant(), "test");
    Handle model = new Handle("openai", "gpt-4o-mini");
    AgentArrivals arrivals = new AgentArrivals(List.of(), model, new Catalog(model, 384));
    AgentFields fields = Given.record(AgentFields.class, "name", "back");
    Agent back = arrivals.made(caller, agent.id(), fields, null, null);
    arrivals.begin(tx, caller, back, "arrival");
    new RecallArrivals().begin(tx, caller, agent.id(), back.createdAt());
    return true;
  }

  @Test
  void aSmallOneIsGoneWithItsRowsInOneTransaction() {
    Agent small = made(client, "small");

    client.ask(Agents.DELETE, new Agents.Delete(small.id()));

    assertEquals(0, number("select count(*) from agent where id = ?", small.id()));
    assertEquals(0, rows("message", small.id()));
  }

  private long rows(String table, String agentId) {
    return number("select count(*) from " + table + " where agent_id = ?", agentId);
  }
}
