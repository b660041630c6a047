package io.thoth.memory.recall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.agents.Agents;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.support.Given;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the search for messages finds, by words alone: nothing embeds here. */
abstract class MessageSearchContract extends RecallFixture {

  private MessageSearch.Found search(Object... fields) {
    return client.ask(MessageSearch.SEARCH, Given.record(MessageSearch.Ask.class, fields));
  }

  private static List<String> texts(MessageSearch.Found found) {
    return found.matches().stream().map(match -> match.message().text()).toList();
  }

  @Test
  void aMessageIsFoundAsSoonAsItIsStored() {
    String agent = agent();

    capture(agent, null, List.of(said("user", "my platypus is called Perry")));

    MessageSearch.Found found = search("query", "platypus", "agent_id", agent);
    assertEquals(List.of("my platypus is called Perry"), texts(found));
    assertTrue(found.degraded());
  }

  @Test
  void onlyWhatWasSaidIsSearchedUnlessToolsAreAskedFor() {
    String agent = agent("system", "walrus");
    capture(
        agent,
        null,
        List.of(
            said("user", "a walrus"),
            Map.of("role", "assistant", "content", "the walrus", "reasoning", "x"),
            said("system", "no walrus here"),
            Map.of("role", "tool", "content", "walrus data", "tool_call_id", "c", "name", "t"),
            Map.of(
                "role",
                "tool",
                "content",
                "found walrus",
                "tool_call_id",
                "c",
                "name",
                "conversation_search")));

    assertEquals(
        Set.of("a walrus", "the walrus"),
        Set.copyOf(texts(search("query", "walrus", "agent_id", agent))));
    assertEquals(
        List.of("walrus data"),
        texts(search("query", "walrus", "agent_id", agent, "roles", List.of("tool"))));
  }

  @Test
  void whatAVeryLargeForkSharesIsFoundInIt() {
    String agent = agent();
    Conversation origin = conversation(agent);
    capture(agent, origin.id(), Collections.nCopies(2_100, said("user", "shared otter")));
    search("query", "otter", "agent_id", agent); // so that there is an index without the fork

    Conversation fork = client.ask(Conversations.FORK, new Conversations.Fork(origin.id(), null));

    assertEquals(
        100, search("query", "otter", "conversation_id", fork.id(), "limit", 100).matches().size());
  }

  @Test
  void aDeletedConversationIsNotFoundButItsForkIs() {
    String agent = agent();
    Conversation origin = conversation(agent);
    capture(agent, origin.id(), List.of(said("user", "shared otter")));
    Conversation fork = client.ask(Conversations.FORK, new Conversations.Fork(origin.id(), null));
    capture(agent, origin.id(), List.of(said("user", "lonely otter")));
    assertEquals(2, search("query", "otter", "agent_id", agent).matches().size());

    client.ask(Conversations.DELETE, new Conversations.Delete(origin.id()));

    assertEquals(List.of("shared otter"), texts(search("query", "otter", "agent_id", agent)));
    assertEquals(
        List.of("shared otter"), texts(search("query", "otter", "conversation_id", fork.id())));
  }

  @Test
  void withoutAgentsAllAreSearchedAndNoOtherOrganisation() {
    String one = agent();
    String other = agent();
    capture(one, null, List.of(said("user", "heron one")));
    capture(other, null, List.of(said("user", "heron two")));

    assertEquals(Set.of("heron one", "heron two"), Set.copyOf(texts(search("query", "heron"))));
    meetNobody();
    assertEquals(List.of(), texts(search("query", "heron")));
  }

  @Test
  void anAgentThatIsGoneIsNotSearched() {
    String agent = agent();
    capture(agent, null, List.of(said("user", "lynx")));
    assertEquals(1, search("query", "lynx").matches().size());

    client.ask(Agents.DELETE, new Agents.Delete(agent));

    assertEquals(List.of(), texts(search("query", "lynx")));
  }

  @Test
  void aWrongQuestionIsRefused() {
    for (Object[] wrong :
        List.of(
            new Object[] {"limit", 0},
            new Object[] {"limit", 101},
            new Object[] {"search_mode", "psychic"},
            new Object[] {"roles", List.of("ghost")},
            new Object[] {"start_date", "2026-02-02", "end_date", "2026-02-01"},
            new Object[] {"start_date", "yesterday"})) {
      assertEquals(FaultKind.INVALID, refused(() -> search(wrong)).kind());
    }
  }

  /** Each of many random filters finds exactly what a look at every message finds. */
  @Test
  void filtersArePartOfTheSearch() {
    Random random = new Random(7);
    List<String> agents = List.of(agent(), agent());
    List<Map<String, Object>> all = new ArrayList<>();
    List<String> conversations = new ArrayList<>();
    for (String agent : agents) {
      for (String conversation :
          List.of("default", conversation(agent).id(), conversation(agent).id())) {
        conversations.add(conversation);
        all.addAll(told(random, agent, conversation));
      }
    }
    for (int i = 0; i < 200; i++) {
      Map<String, Object> filter = filter(random, agents, conversations);
      Set<String> expected =
          all.stream()
              .filter(message -> passes(message, filter))
              .map(message -> text(message, "id", ""))
              .collect(Collectors.toCollection(TreeSet::new));

      assertEquals(expected, found(filter, "badger"), filter::toString);
      assertEquals(expected, found(filter, null), filter::toString);
    }
  }

  private List<Map<String, Object>> told(Random random, String agent, String conversation) {
    List<Map<String, Object>> messages = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      Map<String, Object> message = new HashMap<>();
      message.put("role", List.of("user", "assistant", "tool").get(random.nextInt(3)));
      message.put("content", "badger " + i);
      message.put("created_at", "2026-01-0" + (1 + random.nextInt(5)) + "T12:00:00Z");
      messages.add(message);
    }
    List<String> ids = capture(agent, conversation, messages).messageIds();
    for (int i = 0; i < ids.size(); i++) {
      messages.get(i).put("id", ids.get(i));
      messages.get(i).put("agent", agent);
      messages.get(i).put("conversation", conversation);
    }
    return messages;
  }

  private static Map<String, Object> filter(
      Random random, List<String> agents, List<String> conversations) {
    Map<String, Object> filter = new HashMap<>();
    List<List<String>> roles =
        List.of(List.of("user"), List.of("tool", "user"), List.of("assistant"));
    filter.put("roles", roles.get(random.nextInt(3)));
    int place = random.nextInt(conversations.size());
    if (random.nextBoolean()) {
      filter.put("conversation_id", conversations.get(place));
    }
    if (random.nextBoolean() || "default".equals(filter.get("conversation_id"))) {
      filter.put("agent_id", agents.get(place / 3));
    }
    if (random.nextBoolean()) {
      filter.put("start_date", "2026-01-0" + (1 + random.nextInt(3)));
    }
    if (random.nextBoolean()) {
      filter.put("end_date", "2026-01-0" + (3 + random.nextInt(3)));
    }
    return filter;
  }

  private static boolean passes(Map<String, Object> message, Map<String, Object> filter) {
    String time = text(message, "created_at", "");
    return text(filter, "roles", "").contains(text(message, "role", "?"))
        && text(filter, "agent_id", text(message, "agent", "")).equals(message.get("agent"))
        && text(filter, "conversation_id", text(message, "conversation", ""))
            .equals(message.get("conversation"))
        && time.compareTo(text(filter, "start_date", "")) >= 0
        && time.compareTo(text(filter, "end_date", "9") + "T99") <= 0;
  }

  private static String text(Map<String, Object> fields, String name, String otherwise) {
    return Objects.toString(fields.get(name), otherwise);
  }

  private Set<String> found(Map<String, Object> filter, @Nullable String query) {
    Map<String, Object> asked = new HashMap<>(filter);
    asked.put("limit", 100);
    if (query != null) {
      asked.put("query", query);
    }
    Object[] fields =
        asked.entrySet().stream().flatMap(one -> Stream.of(one.getKey(), one.getValue())).toArray();
    Set<String> ids = new TreeSet<>();
    for (MessageSearch.Match match : search(fields).matches()) {
      assertFalse(!ids.add(match.message().id()), "found twice");
    }
    return ids;
  }
}
