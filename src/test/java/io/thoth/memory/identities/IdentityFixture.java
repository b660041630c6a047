package io.thoth.memory.identities;

import io.thoth.memory.agents.AgentFields;
import io.thoth.memory.agents.Agents;
import io.thoth.memory.core.Block;
import io.thoth.memory.core.Blocks;
import io.thoth.memory.core.NewBlock;
import io.thoth.memory.support.FeatureContract;
import io.thoth.memory.support.Given;
import java.util.List;

/** Identities, agents and blocks to test with. */
abstract class IdentityFixture extends FeatureContract {
  Identity identity(String key, Object... more) {
    return client.ask(Identities.CREATE, fields(key, more));
  }

  static Identities.Create fields(String key, Object... more) {
    Object[] all = new Object[6 + more.length];
    System.arraycopy(
        new Object[] {"identifier_key", key, "name", key, "identity_type", "user"}, 0, all, 0, 6);
    System.arraycopy(more, 0, all, 6, more.length);
    return Given.record(Identities.Create.class, all);
  }

  Agents.AgentState agent(Object... fields) {
    return client.ask(Agents.CREATE, new Agents.Create(Given.record(AgentFields.class, fields)));
  }

  Block block(String value) {
    return client.ask(Blocks.CREATE, new Blocks.Create(NewBlock.of("human", value)));
  }

  Identity read(Identity identity) {
    return client.ask(Identities.READ, new Identities.Read(identity.id()));
  }

  List<String> keys(Object... filters) {
    return client
        .ask(Identities.LIST, Given.record(Identities.Browse.class, filters))
        .identities()
        .stream()
        .map(Identity::identifierKey)
        .toList();
  }

  List<String> agents(Object... filters) {
    return client.ask(Agents.LIST, Given.record(Agents.Browse.class, filters)).agents().stream()
        .map(state -> state.agent().id())
        .toList();
  }

  List<String> blocks(Object... filters) {
    return client.ask(Blocks.LIST, Given.record(Blocks.Browse.class, filters)).blocks().stream()
        .map(Block::id)
        .toList();
  }
}
