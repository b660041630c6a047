import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { letta } from '../client/client.js';

let servers = 0;

/** The program under test is itself a server whose tools can be found. */
async function aServer(config = {}) {
  return letta.mcpServers.create({
    server_name: `server-${++servers}`,
    config: {
      mcp_server_type: 'streamable_http',
      server_url: `${process.env.THOTH_URL}/mcp`,
      ...config,
    },
  });
}

describe('mcpServers', () => {
  test('are created, read, listed, changed and deleted', async () => {
    const made = await aServer();
    const name = `renamed-${made.id}`;

    assert.deepEqual(await letta.mcpServers.retrieve(made.id), made);
    const changed = await letta.mcpServers.update(made.id, {
      server_name: name,
      config: { mcp_server_type: 'streamable_http', auth_token: 'Bearer x' },
    });
    assert.equal(changed.server_name, name);
    assert.equal(changed.server_url, made.server_url);
    const listed = await letta.mcpServers.list();
    assert.ok(listed.some((server) => server.id === made.id));
    await letta.mcpServers.delete(made.id);
    await assert.rejects(letta.mcpServers.retrieve(made.id), { status: 404 });
  });

  test('have their name once', async () => {
    const made = await aServer();

    await assert.rejects(
      letta.mcpServers.create({
        server_name: made.server_name,
        config: { mcp_server_type: 'stdio', command: 'uvx', args: [] },
      }),
      { status: 409 });
    await letta.mcpServers.delete(made.id);
  });

  test('offer tools that are kept, read and run', async () => {
    const made = await aServer();

    const tools = await letta.mcpServers.tools.list(made.id);
    const tool = tools.find(({ name }) => name === 'memory_health_check');
    const same = await letta.mcpServers.tools.retrieve(tool.id, { mcp_server_id: made.id });
    const ran = await letta.mcpServers.tools.run(tool.id, { mcp_server_id: made.id, args: {} });
    const refreshed = await letta.mcpServers.refresh(made.id);

    assert.equal(same.id, tool.id);
    assert.equal(ran.status, 'success');
    assert.match(ran.func_return, /store: ok/);
    assert.ok(refreshed.updated.includes('memory_health_check'));
    await letta.mcpServers.delete(made.id);
  });
});
