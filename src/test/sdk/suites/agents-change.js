import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { NotFoundError, UnprocessableEntityError } from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { aBlock, anAgent, ids, labels, refused, unknown } from '../client/fixtures.js';

describe('agents.retrieve', () => {
  test('leaves relations out unless they are named', async () => {
    const { id } = await anAgent({
      tags: ['t'], memory_blocks: [{ label: 'human', value: 'Ada' }] });

    const bare = await letta.agents.retrieve(id);
    const blocks = await letta.agents.retrieve(id, { include: ['agent.blocks'] });
    const both = await letta.agents.retrieve(id, { include: ['agent.blocks', 'agent.tags'] });

    assert.deepEqual([bare.blocks, bare.memory.blocks, bare.tags], [[], [], []]);
    assert.deepEqual([labels(blocks.blocks), blocks.tags], [['human'], []]);
    assert.equal(blocks.memory.blocks[0].value, 'Ada');
    assert.deepEqual([labels(both.blocks), both.tags], [['human'], ['t']]);
  });

  test('an unknown agent is 404, a malformed id 422', async () => {
    const id = unknown('agent');

    await refused(letta.agents.retrieve(id), NotFoundError, new RegExp(id));
    await refused(letta.agents.retrieve('agent-1'), UnprocessableEntityError);
    await refused(letta.agents.retrieve(unknown('block')), UnprocessableEntityError);
  });
});

describe('agents.update', () => {
  test('changes what is given and answers with all relations', async () => {
    const before = await anAgent({
      tags: ['old'], memory_blocks: [{ label: 'human', value: '' }], description: 'first' });

    const after = await letta.agents.update(before.id, { name: 'renamed', system: 'Be brief.' });

    assert.deepEqual([after.name, after.system], ['renamed', 'Be brief.']);
    assert.deepEqual([after.description, after.tags], ['first', ['old']]);
    assert.deepEqual(ids(after.blocks), ids(before.blocks));
    assert.equal(after.created_at, before.created_at);
    assert.ok(after.updated_at > before.updated_at);
  });

  test('null leaves a field as it is', async () => {
    const before = await anAgent({ description: 'kept', tags: ['kept'], metadata: { kept: true } });

    const after = await letta.agents.update(
      before.id, { description: null, tags: null, metadata: null, name: null, system: null });

    assert.equal(after.description, 'kept');
    assert.deepEqual([after.tags, after.metadata], [['kept'], { kept: true }]);
    assert.deepEqual([after.name, after.system], [before.name, before.system]);
  });

  test('a list replaces the list and metadata the whole map', async () => {
    const before = await anAgent({
      tags: ['a', 'b'], metadata: { a: 1, b: 2 }, memory_blocks: [{ label: 'human', value: '' }] });
    const other = await aBlock({ label: 'other' });

    const after = await letta.agents.update(
      before.id, { tags: ['c'], metadata: { c: 3 }, block_ids: [other.id] });

    assert.deepEqual([after.tags, after.metadata], [['c'], { c: 3 }]);
    assert.deepEqual(ids(after.blocks), [other.id]);
    assert.equal((await letta.blocks.retrieve(before.blocks[0].id)).label, 'human');
  });

  test('an empty list removes all', async () => {
    const { id } = await anAgent({ tags: ['a'], memory_blocks: [{ label: 'human', value: '' }] });

    const after = await letta.agents.update(id, { tags: [], block_ids: [] });

    assert.deepEqual([after.tags, after.blocks], [[], []]);
  });

  test('a new model brings a new configuration', async () => {
    const { id } = await anAgent();

    const after = await letta.agents.update(
      id, { model: 'anthropic/claude-sonnet-4', embedding: 'ollama/nomic' });

    assert.equal(after.model, 'anthropic/claude-sonnet-4');
    assert.equal(after.llm_config.model, 'claude-sonnet-4');
    assert.equal(after.embedding, 'ollama/nomic');
    assert.equal(after.embedding_config.embedding_model, 'nomic');
  });

  test('a configuration that names only the model keeps the rest', async () => {
    const { id, llm_config: before } = await anAgent();

    const after = await letta.agents.update(
      id, { system: 'new', llm_config: { model: 'openai/gpt-4.1' } });

    assert.equal(after.system, 'new');
    assert.equal(after.llm_config.model_endpoint_type, before.model_endpoint_type);
  });

  test('an unknown agent is 404 and a wrong type 422', async () => {
    const { id, name } = await anAgent();

    await refused(letta.agents.update(unknown('agent'), { name: 'x' }), NotFoundError);
    await refused(letta.agents.update(id, { name: 5 }), UnprocessableEntityError, /name/);

    assert.equal((await letta.agents.retrieve(id)).name, name);
  });
});

describe('agents.delete', () => {
  test('removes the agent and says so', async () => {
    const { id } = await anAgent();

    const answer = await letta.agents.delete(id);

    assert.equal(answer.message, `Agent id=${id} successfully deleted`);
    await refused(letta.agents.retrieve(id), NotFoundError);
    await refused(letta.agents.delete(id), NotFoundError);
  });

  test('leaves its blocks and its archives', async () => {
    const { id, blocks } = await anAgent({ memory_blocks: [{ label: 'human', value: 'Ada' }] });
    const [passage] = await letta.agents.passages.create(id, { text: 'outlives the agent' });

    await letta.agents.delete(id);

    assert.equal((await letta.blocks.retrieve(blocks[0].id)).value, 'Ada');
    assert.deepEqual((await letta.blocks.agents.list(blocks[0].id)).items, []);
    assert.ok((await letta.archives.retrieve(passage.archive_id)).name);
    const found = await letta.passages.search(
      { archive_id: passage.archive_id, query: 'outlives' });
    assert.deepEqual(found.map((hit) => hit.passage.id), [passage.id]);
  });
});
