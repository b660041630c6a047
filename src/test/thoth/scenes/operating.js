import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { restored } from '../restore.js';
import { agent, names, own, wire } from '../stage.js';

describe('archival memory', () => {
  test('is written, listed, searched and deleted', async () => {
    const at = `/v1/agents/${own.ids.analyst}/archival-memory`;
    const [stored] = await wire.post(at, { text: 'Barn owls hunt by ear.', tags: ['owls'] });
    await wire.post(at, { text: 'Grants are due in May.' });

    const found = await wire.get(`${at}/search?query=barn+owls&top_k=1`);

    assert.deepEqual(found.results.map(({ content }) => content), ['Barn owls hunt by ear.']);
    assert.equal((await wire.get(at)).length, 2);
    for (const { id } of await wire.get(at)) await wire.delete(`${at}/${id}`);
    assert.deepEqual(await wire.get(at), []);
    assert.deepEqual(stored.tags, ['owls']);
  });
});

describe('the memory tools over MCP', () => {
  let id = 0;

  async function rpc(method, params) {
    const response = await wire.send('POST', `/mcp/agents/${own.ids.analyst}`,
      { jsonrpc: '2.0', id: ++id, method, params },
      { Accept: 'application/json, text/event-stream' });
    const { result, error } = await response.json();
    assert.equal(error, undefined);
    return result;
  }

  async function call(name, args) {
    const { content, isError } = await rpc('tools/call', { name, arguments: args });
    assert.equal(content[0].type, 'text');
    return { text: content[0].text, failed: isError === true };
  }

  const scratchpad = async () =>
    (await wire.get(`/v1/agents/${own.ids.analyst}/core-memory/blocks/scratchpad`)).value;

  before(async () => {
    await rpc('initialize', { protocolVersion: '2025-06-18', capabilities: {},
      clientInfo: { name: 'thoth', version: '1.0.0' } });
    await wire.post(`/v1/agents/${own.ids.analyst}/messages`, { input: 'Read about barn owls.' });
  });

  test('have the names Thoth has for them', async () => {
    const { tools } = await rpc('tools/list');

    for (const name of ['core_memory_append', 'core_memory_replace', 'archival_memory_insert',
      'archival_memory_search', 'conversation_search', 'memory_stats', 'memory_health_check']) {
      assert.ok(names(tools).includes(name), name);
    }
  });

  test('write core memory, and say so only when it is written', async () => {
    const added = await call('core_memory_append',
      { memory_block: 'scratchpad', content: 'Compare owls.' });
    assert.match(await scratchpad(), /\nCompare owls\.$/);
    const replaced = await call('core_memory_replace', { memory_block: 'scratchpad',
      old_content: 'Compare owls.', new_content: 'Compare bats.' });
    const missed = await call('core_memory_replace', { memory_block: 'scratchpad',
      old_content: 'Compare owls.', new_content: 'Compare cats.' });

    assert.deepEqual([added.failed, replaced.failed, missed.failed], [false, false, true]);
    assert.match(await scratchpad(), /\nCompare bats\.$/);
    assert.equal((await call('core_memory_append',
      { memory_block: 'research_focus', content: 'x' })).failed, true);
  });

  test('find what was stored and what was said', async () => {
    const stored = await call('archival_memory_insert',
      { content: 'Bats hunt by echo.', metadata: { source: 'paper' } });
    const found = await call('archival_memory_search', { query: 'bats', top_k: 3 });
    const said = await call('conversation_search', { query: 'barn owls', limit: 3 });

    assert.deepEqual([stored.failed, found.failed, said.failed], [false, false, false]);
    assert.match(found.text, /Bats hunt by echo\./);
    assert.match(said.text, /Read about barn owls\./);
    const [passage] = await wire.get(`/v1/agents/${own.ids.analyst}/archival-memory`);
    assert.deepEqual([passage.text, passage.metadata.source], ['Bats hunt by echo.', 'paper']);
    await wire.delete(`/v1/agents/${own.ids.analyst}/archival-memory/${passage.id}`);
  });

  test('tell how the memory is', async () => {
    assert.match((await call('memory_stats', { detailed: true })).text, /scratchpad/);
    assert.match((await call('memory_health_check', { run_tests: true })).text, /ok/);
  });
});

describe('an operator', () => {
  test('sees how much there is', async () => {
    const stats = await wire.get('/api/memory/stats');
    const { agents } = await wire.get('/api/agents?limit=1000');

    assert.equal(stats.agents, 62);
    assert.equal(agents.length, 62);
    assert.ok(stats.blocks >= 11 && stats.store_bytes > 0);
    const metrics = await (await wire.send('GET', '/metrics')).text();
    assert.match(metrics, /^thoth_http_request_seconds_count\{.*\} [1-9]/m);
    assert.match((await wire.get('/v1/version')).version, /\d/);
  });

  test('exports all agents', async () => {
    const exported = await wire.get('/api/agents/export');

    const ids = exported.agents.map(({ agent: each }) => each.id);
    assert.equal(ids.length, 62);
    assert.ok(Object.values(own.ids).every((id) => ids.includes(id)));
    assert.ok(exported.blocks.some(({ label }) => label === 'research_context'));
  });

  test('takes an agent away as a file and brings it back', async () => {
    const file = await wire.get(`/v1/agents/${own.ids.analyst}/export`);
    const form = new FormData();
    form.append('file', new Blob([JSON.stringify(file)]), 'analyst.af');
    form.append('name', 'analyst_brought_back');

    const response = await fetch(`${process.env.THOTH_URL}/v1/agents/import`,
      { method: 'POST', body: form });
    const [id] = (await response.json()).agent_ids;

    const [before, after] = [await agent('analyst'), await wire.get(`/v1/agents/${id}`)];
    assert.equal(after.name, 'analyst_brought_back');
    assert.deepEqual(blocksOf(after), blocksOf(before));
    assert.deepEqual(names(after.tools), names(before.tools));
    await wire.delete(`/v1/agents/${id}`);
  });

  test('restores an agent from what was read of it before', async () => {
    const { id } = await wire.post('/v1/agents/', {
      name: 'notes keeper', tags: ['notes', 'old'], description: 'Keeps notes.',
      system: 'Keep notes.', tools: ['load_skill'], timezone: 'Europe/Zurich',
      tool_rules: [{ tool_name: 'load_skill', type: 'exit_loop' }],
      memory_blocks: [{ label: 'human', value: 'Ada', limit: 77, description: 'Who',
        read_only: true, metadata: { since: 1 } }],
    });
    const backup = await wire.get(`/v1/agents/${id}`);

    const made = await restored(wire, backup);

    const again = await wire.get(`/v1/agents/${made}`);
    for (const field of ['name', 'system', 'tags', 'description', 'tool_rules', 'llm_config',
      'embedding_config', 'timezone', 'agent_type']) {
      assert.deepEqual(again[field], backup[field], field);
    }
    assert.deepEqual(blocksOf(again), blocksOf(backup));
    assert.deepEqual(names(again.tools), names(backup.tools));
    assert.equal((await wire.send('GET', `/v1/agents/${id}`)).status, 404);
    await wire.delete(`/v1/agents/${made}`);
  });
});

describe('Thoth\'s own chat of earlier days', () => {
  test('is heard, although nobody answers', async () => {
    const answer = await wire.post(`/api/agents/${own.ids.analyst}/messages`,
      { message: 'Anything new?', user_id: 'ada' });

    assert.deepEqual(answer, { message: '', thread_id: 'default', tool_calls: [] });
    const [last] = await wire.get(`/v1/agents/${own.ids.analyst}/messages?limit=1&order=desc`);
    assert.equal(last.content, 'Anything new?');
  });
});

const blocksOf = ({ memory }) => Object.fromEntries(memory.blocks.map((block) =>
  [block.label, [block.value, block.limit, block.description, block.read_only, block.metadata]]));
