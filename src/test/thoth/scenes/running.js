import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { AGENTS, SKILLS } from '../agents.js';
import { register } from '../servers.js';
import { loadSkill, unloadSkill } from '../skills.js';
import { agent, names, own, wire } from '../stage.js';
import { toolNames } from '../tool-server.js';

describe('while it runs', () => {
  test('agents of sixty other users do not hide its own', async () => {
    for (let user = 0; user < 60; user += 1) {
      await wire.post('/v1/agents/', { name: `thoth_research_analyst_user${user}` });
    }
    const short = await wire.get('/v1/agents/?view=basic');

    for (const list of [short, await wire.get('/v1/agents/')]) {
      assert.equal(list.length, 62);
      assert.ok(names(list).includes('thoth_main_orchestrator'));
    }
    assert.ok(short.every(({ tools, blocks }) => tools.length + blocks.length === 0));
  });

  test('skills come and go', async () => {
    await loadSkill(wire, own.skills, own.ids.orchestrator, 'discovery');
    const loaded = names((await agent('orchestrator')).tools);
    await unloadSkill(wire, own.skills, own.ids.orchestrator, 'discovery');
    const unloaded = names((await agent('orchestrator')).tools);

    assert.deepEqual(loaded.filter((name) => !unloaded.includes(name)), SKILLS.discovery);
    const { value } = await wire.get(
      `/v1/agents/${own.ids.orchestrator}/core-memory/blocks/loaded_skills`);
    assert.match(value, /Slot 1: onboarding .*\nSlot 2: \[empty\]/);
  });

  test('another model takes effect although only its name is said', async () => {
    for (const { id } of (await wire.get('/v1/agents/')).filter(({ id: each }) =>
      Object.values(own.ids).includes(each))) {
      await wire.patch(`/v1/agents/${id}`,
        { llm_config: { model: 'anthropic/claude-sonnet-4-5' } });
    }
    const { llm_config: config, model, tool_rules: rules } = await agent('orchestrator');

    assert.deepEqual([model, config.model, config.model_endpoint_type, config.context_window],
      ['anthropic/claude-sonnet-4-5', 'claude-sonnet-4-5', 'anthropic', 200_000]);
    assert.deepEqual(rules, AGENTS[0].rules);
  });

  test('a tool of somebody else\'s is attached by hand', async () => {
    const tool = await wire.post('/v1/tools', { name: 'count_pages', description: 'Counts.',
      source_type: 'mcp', source_code: '', tags: ['mcp'],
      json_schema: { name: 'count_pages', description: 'Counts.',
        parameters: { type: 'object', properties: {} } } });

    await wire.post(`/v1/agents/${own.ids.orchestrator}/tools/${tool.id}`);
    await wire.patch(`/v1/agents/${own.ids.orchestrator}/tools/attach/${tool.id}`);

    const attached = names((await agent('orchestrator')).tools);
    assert.equal(attached.filter((name) => name === 'count_pages').length, 1);
  });

  test('a shared block carries messages between agents', async () => {
    const made = await wire.post('/v1/blocks', { label: 'queue', value: '[]' });
    const value = '[{"to":"analyst"}]';

    await wire.patch(`/v1/blocks/${made.id}`, { value });

    assert.equal((await wire.get(`/v1/blocks/${made.id}`)).value, value);
  });

  test('a folder of articles is made for it', async () => {
    const folder = await wire.post('/v1/folders/', {
      name: 'thoth_processed_articles',
      embedding_config: { embedding_model: 'text-embedding-3-small',
        embedding_endpoint_type: 'openai', embedding_dim: 1536 },
    });

    assert.deepEqual(names(await wire.get('/v1/folders')), [folder.name]);
  });

  test('other servers are registered, told anew and deleted', async () => {
    const config = { mcp_server_type: 'stdio', command: 'uvx', args: ['cursor'], env: { A: 'b' } };
    const id = await register(wire, 'cursor', config);

    assert.equal(await register(wire, 'cursor', { ...config, args: ['other'] }), id);

    const byName = await wire.get('/v1/tools/mcp/servers');
    assert.deepEqual(Object.keys(byName).sort(), ['cursor', 'thoth']);
    assert.deepEqual(byName.cursor.args, ['other']);
    await wire.delete(`/v1/mcp-servers/${id}`);
    assert.deepEqual(names(await wire.get('/v1/tools/mcp/servers/thoth/tools')),
      [...toolNames(true)].sort());
  });
});
