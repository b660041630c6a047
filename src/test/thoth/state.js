/** What changes whenever something is written, even if it was so before. */
const MOVING = ['updated_at', 'last_updated_by_id', 'version'];

const still = (thing) => JSON.parse(JSON.stringify(thing, (key, value) =>
  MOVING.includes(key) ? undefined : value));

const byId = (things) => [...things].sort((a, b) => a.id.localeCompare(b.id));

/** Everything the memory holds, as far as Thoth can see it; for a comparison. */
export async function stateOf(wire) {
  const agents = byId(await wire.get('/v1/agents/?limit=1000'));
  const servers = await wire.get('/v1/mcp-servers/');
  const state = {
    agents,
    servers,
    blocks: byId(await wire.get('/v1/blocks/?limit=1000')),
    tools: byId(await wire.get('/v1/tools/?limit=1000')),
    folders: await wire.get('/v1/folders'),
    toolsOfServers: {},
    passages: {},
    conversations: {},
    messages: {},
  };
  for (const { id } of servers) {
    state.toolsOfServers[id] = await wire.get(`/v1/mcp-servers/${id}/tools`);
  }
  for (const { id } of agents.filter(({ name }) => name.startsWith('thoth_'))) {
    state.passages[id] = await wire.get(`/v1/agents/${id}/archival-memory?limit=1000`);
    state.conversations[id] = await wire.get(`/v1/conversations/?agent_id=${id}&limit=200`);
    // The system message tells when memory was last written, also when the same was written.
    state.messages[id] = (await wire.get(`/v1/agents/${id}/messages?limit=1000`))
      .filter(({ message_type: type }) => type !== 'system_message');
  }
  return still(state);
}
