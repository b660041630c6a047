import { setTimeout as sleep } from 'node:timers/promises';

const NAME = 'thoth';

/** What the container's script does before Thoth itself starts. */
export async function registerAtContainerStart(wire, url) {
  const made = await wire.post('/v1/tools/mcp/servers',
    { server_name: NAME, server_type: 'streamable_http', server_url: url });
  if (made.id === undefined) throw new Error('the script looks for "id" in the answer');
  return made.id;
}

/** Registers a server under its name, and when there is one already, tells it what is so now. */
export async function register(wire, name, config) {
  const response = await wire.send('POST', '/v1/mcp-servers/', { server_name: name, config });
  const answer = await response.json();
  if (response.status !== 409) return answer.id;
  const known = (await wire.get('/v1/mcp-servers/')).find((each) => each.server_name === name);
  await wire.patch(`/v1/mcp-servers/${known.id}`, { config });
  return known.id;
}

/** Registers Thoth's own server and waits, as long as Thoth would, until its tools have ids. */
export async function registerOwn(wire, url) {
  const id = await register(wire, NAME, { mcp_server_type: 'streamable_http', server_url: url });
  for (let tries = 0; tries < 4; tries += 1) {
    const tools = await wire.get(`/v1/mcp-servers/${id}/tools/`);
    if (tools.length > 0) return tools;
    await sleep(2000);
  }
  throw new Error('Thoth gave up looking for its tools');
}
