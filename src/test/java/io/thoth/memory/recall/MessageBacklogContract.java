package io.thoth.memory.recall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.agents.AgentFields;
import io.thoth.memory.agents.Agents;
import io.thoth.memory.embedding.WordEmbedder;
import io.thoth.memory.support.Client;
import io.thoth.memory.support.Given;
import io.thoth.memory.support.LocalFeatures;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Messages are embedded in the background, those an agent begins with too. */
abstract class MessageBacklogContract extends RecallFixture {

  private static MessageSearch.Found search(Client asking, String agent) {
    return asking.ask(
        MessageSearch.SEARCH,
        Given.record(
            MessageSearch.Ask.class,
            "agent_id",
            agent,
            "query",
            "the heron stands",
            "search_mode",
            "vector"));
  }

  @Test
  void whatAnAgentBeginsWithIsEmbeddedWithoutAnotherMessage() {
    try (LocalFeatures embedding = new LocalFeatures(sql, new WordEmbedder("test/words", 32))) {
      Client asking = new Client(embedding.bus(), client.tenant());
      // When nothing is left to do, only being told of more can wake the background.
      String first = seeded(asking, "nothing yet");
      awaitVectors(asking, first);

      String agent = seeded(asking, "the heron stands in the reeds");

      awaitVectors(asking, agent);
      MessageSearch.Found found = search(asking, agent);
      assertEquals(1, found.matches().size());
      assertEquals(1, found.matches().getFirst().vectorRank());
    }
  }

  private static String seeded(Client asking, String text) {
    AgentFields fields =
        Given.record(
            AgentFields.class, "initial_message_sequence", List.of(said("assistant", text)));
    return asking.ask(Agents.CREATE, new Agents.Create(fields)).agent().id();
  }

  private static void awaitVectors(Client asking, String agent) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (search(asking, agent).degraded()) {
      assertTrue(System.nanoTime() < end, "waited in vain");
      LockSupport.parkNanos(5_000_000);
    }
  }
}
