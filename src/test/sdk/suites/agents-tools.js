import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BadRequestError, NotFoundError } from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { all, anAgent, refused, several, unique, unknown } from '../client/fixtures.js';

const custom = () => {
  const name = unique('tool').replace('-', '_');
  return letta.tools.create({ source_code: `def ${name}(x: int):\n    """Does it."""\n` });
};

const names = (tools) => tools.map((tool) => tool.name).sort();

const run = (agent, tool, args) =>
  letta.agents.tools.run(tool, { agent_id: agent.id, args });

const noting = (fields) =>
  anAgent({ memory_blocks: [{ label: 'notes', value: 'Likes owls.' }], ...fields });

const notes = async (agent) =>
  (await letta.agents.blocks.retrieve('notes', { agent_id: agent.id })).value;

describe('agents.tools', () => {
  test('an agent has its base tools and those named', async () => {
    const tool = await custom();

    const agent = await anAgent({ tools: ['archival_memory_insert'], tool_ids: [tool.id] });

    const expected = ['archival_memory_insert', 'conversation_search', 'memory_insert',
      'memory_replace', tool.name].sort();
    assert.deepEqual(names(agent.tools), expected);
    assert.deepEqual(names(await all(letta.agents.tools.list(agent.id))), expected);
    const read = await letta.agents.retrieve(agent.id, { include: ['agent.tools'] });
    assert.deepEqual(names(read.tools), expected);
    assert.deepEqual((await letta.agents.retrieve(agent.id)).tools, []);
  });

  test('tools are attached and detached, again without harm', async () => {
    const [agent, tool] = [await anAgent({ include_base_tools: false }), await custom()];

    const attached = await letta.agents.tools.attach(tool.id, { agent_id: agent.id });
    await letta.agents.tools.attach(tool.id, { agent_id: agent.id });
    assert.deepEqual(names(await all(letta.agents.tools.list(agent.id))), [tool.name]);
    const detached = await letta.agents.tools.detach(tool.id, { agent_id: agent.id });
    await letta.agents.tools.detach(tool.id, { agent_id: agent.id });

    assert.equal(attached, null);
    assert.equal(detached, null);
    assert.deepEqual(await all(letta.agents.tools.list(agent.id)), []);
  });

  test('surplus tools are found by their raw names and detached, as Thoth does', async () => {
    const [wanted, surplus] = await several(2, custom);
    const agent = await anAgent({ tool_ids: [wanted.id, surplus.id], include_base_tools: false });
    const { tools } = await letta.agents.retrieve(agent.id, { include: ['agent.tools'] });

    for (const tool of tools.filter(({ name }) => name !== wanted.name)) {
      await letta.agents.tools.detach(tool.id, { agent_id: agent.id });
    }

    assert.deepEqual(names(await all(letta.agents.tools.list(agent.id))), [wanted.name]);
  });

  test('a list of more than a page is read to its end', async () => {
    const tools = await several(12, custom);
    const agent = await anAgent({
      include_base_tools: false, tool_ids: tools.map((tool) => tool.id) });

    assert.deepEqual(names(await all(letta.agents.tools.list(agent.id))), names(tools));
  });

  test('an approval is a rule of the agent', async () => {
    const agent = await anAgent();

    const answer = await letta.agents.tools.updateApproval('memory_insert', {
      agent_id: agent.id, body_requires_approval: true });

    assert.equal(answer, null);
    assert.deepEqual((await letta.agents.retrieve(agent.id)).tool_rules,
      [{ tool_name: 'memory_insert', type: 'requires_approval' }]);
  });

  test('tool_ids replace the tools of an agent', async () => {
    const [agent, tool] = [await anAgent(), await custom()];

    const changed = await letta.agents.update(agent.id, { tool_ids: [tool.id] });

    assert.deepEqual(names(changed.tools), [tool.name]);
  });

  test('memory tools change blocks and answer the whole value', async () => {
    const agent = await noting({ tools: ['core_memory_append'] });

    const added = await run(agent, 'core_memory_append', { label: 'notes', content: 'Tall.' });
    const inserted = await run(agent, 'memory_insert',
      { label: 'notes', new_string: 'From Bern.', insert_line: 1 });
    const replaced = await run(agent, 'memory_replace',
      { label: 'notes', old_string: 'Tall.', new_string: 'Small.' });

    assert.deepEqual(added.stderr, []);
    assert.equal(added.func_return, 'Likes owls.\nTall.');
    assert.equal(inserted.func_return, 'Likes owls.\nFrom Bern.\nTall.');
    assert.equal(replaced.func_return, 'Likes owls.\nFrom Bern.\nSmall.');
    assert.equal(await notes(agent), 'Likes owls.\nFrom Bern.\nSmall.');
  });

  test('a tool that fails says why and changes nothing', async () => {
    const agent = await noting();

    const result = await run(agent, 'memory_replace',
      { label: 'notes', old_string: 'cats', new_string: 'dogs' });

    assert.equal(result.status, 'error');
    assert.equal(result.func_return, null);
    assert.match(result.stderr[0], /^Error executing function memory_replace: ValueError: /);
    assert.equal(await notes(agent), 'Likes owls.');
  });

  test('blocks are made and taken away by the tool memory', async () => {
    const agent = await noting({ tools: ['memory'] });

    await run(agent, 'memory',
      { command: 'create', path: '/memories/plans', description: 'What is to be done.' });
    await run(agent, 'memory', { command: 'delete', path: '/memories/notes' });

    const { blocks } = await letta.agents.retrieve(agent.id, { include: ['agent.blocks'] });
    assert.deepEqual(blocks.map((block) => block.label), ['plans']);
  });

  test('archival memory is written and searched', async () => {
    const agent = await anAgent({ tools: ['archival_memory_insert', 'archival_memory_search'] });

    const stored = await run(agent, 'archival_memory_insert',
      { content: 'Owls see at night.', tags: ['owls'] });
    const found = await run(agent, 'archival_memory_search', { query: 'owls at night' });
    const said = await run(agent, 'conversation_search', { query: 'owls' });

    assert.equal(stored.func_return, null);
    assert.equal(found.func_return[0].content, 'Owls see at night.');
    assert.deepEqual(found.func_return[0].tags, ['owls']);
    assert.deepEqual(said.func_return, { message: 'No results found.', results: [] });
  });

  test('what is not there is refused', async () => {
    const agent = await anAgent();

    await refused(run(agent, 'memory_rethink', {}), NotFoundError, /not attached/);
    await refused(run({ id: unknown('agent') }, 'memory_insert', {}), NotFoundError);
    await refused(anAgent({ tools: ['nobody'] }), BadRequestError, /nobody/);
    await refused(letta.agents.tools.attach(unknown('tool'), { agent_id: agent.id }),
      NotFoundError);
  });

  test('a custom tool is never executed, and says so', async () => {
    const tool = await custom();
    const agent = await anAgent({ tool_ids: [tool.id] });

    const error = await run(agent, tool.name, { x: 1 }).then(
      () => assert.fail('it ran'), (reason) => reason);

    assert.equal(error.status, 501);
    assert.match(error.error.detail, /never executes/);
  });
});
