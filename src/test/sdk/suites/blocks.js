import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ConflictError, NotFoundError, UnprocessableEntityError } from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { aBlock, all, anAgent, refused, several, unknown } from '../client/fixtures.js';

describe('blocks.create', () => {
  test('answers with what was asked for', async () => {
    const asked = {
      label: 'notes/2026', value: 'Grüße, 世界 🌍', limit: 2000, description: 'what to keep',
      metadata: { source: ['a', 'b'] }, read_only: true, is_template: true,
      template_name: 'Notes', hidden: false, project_id: 'project-1',
    };

    const block = await letta.blocks.create(asked);

    for (const [key, value] of Object.entries(asked)) assert.deepEqual(block[key], value, key);
    assert.equal(block.version, 1);
    assert.equal(block.created_at, block.updated_at);
  });

  test('fills in what was left out', async () => {
    const block = await letta.blocks.create({ label: 'plain', value: '' });

    assert.deepEqual([block.limit, block.read_only, block.is_template], [100000, false, false]);
    assert.deepEqual([block.tags, block.metadata, block.description], [[], {}, null]);
    assert.match(block.created_by_id, /^user-/);
  });

  test('keeps a set of tags', async () => {
    const block = await aBlock({ tags: ['b', 'a', 'b'] });

    assert.deepEqual(block.tags.sort(), ['a', 'b']);
  });

  test('takes null for an empty value and drops characters a database cannot hold', async () => {
    const empty = await aBlock({ value: null });
    const stripped = await aBlock({ value: 'a\u0000b' });

    assert.equal(empty.value, '');
    assert.equal(stripped.value, 'ab');
  });

  test('without a label, or with a value over its limit, is refused', async () => {
    await refused(letta.blocks.create({ value: 'x' }), UnprocessableEntityError, /label/);
    await refused(aBlock({ value: 'sixsix', limit: 5 }), UnprocessableEntityError, /limit/);
  });
});

describe('blocks.retrieve and update', () => {
  test('reads what was written', async () => {
    const block = await aBlock({ value: 'Ada' });

    assert.deepEqual(await letta.blocks.retrieve(block.id), block);
  });

  test('changes what is given and nothing else', async () => {
    const before = await aBlock({ value: 'old', description: 'kept', tags: ['kept'] });

    const after = await letta.blocks.update(before.id, { value: 'new' });

    assert.deepEqual(after, {
      ...before, value: 'new', version: 2, updated_at: after.updated_at,
      last_updated_by_id: after.last_updated_by_id });
    assert.ok(after.updated_at > before.updated_at);
  });

  test('null leaves a field as it is', async () => {
    const before = await aBlock({ value: 'v', description: 'd', tags: ['t'], metadata: { m: 1 } });

    const after = await letta.blocks.update(before.id, {
      value: null, description: null, tags: null, metadata: null, label: null, limit: null });

    assert.deepEqual([after.value, after.description, after.label], ['v', 'd', before.label]);
    assert.deepEqual([after.tags, after.metadata, after.limit], [['t'], { m: 1 }, before.limit]);
  });

  test('tags and metadata are replaced whole', async () => {
    const { id } = await aBlock({ tags: ['a', 'b'], metadata: { a: 1, b: 2 } });

    const after = await letta.blocks.update(id, { tags: ['c'], metadata: { c: 3 } });

    assert.deepEqual([after.tags, after.metadata], [['c'], { c: 3 }]);
  });

  test('a change is seen by every agent that has the block', async () => {
    const block = await aBlock({ label: 'team', value: 'one' });
    const agents = await several(2, () => anAgent({ block_ids: [block.id] }));

    await letta.blocks.update(block.id, { value: 'two' });

    for (const agent of agents) {
      const read = await letta.agents.blocks.retrieve('team', { agent_id: agent.id });
      assert.equal(read.value, 'two');
    }
  });

  test('a new label that an agent of the block already has is refused with 409', async () => {
    const agent = await anAgent({ memory_blocks: [{ label: 'human', value: '' }] });
    const block = await aBlock({ label: 'other' });
    await letta.agents.blocks.attach(block.id, { agent_id: agent.id });

    await refused(letta.blocks.update(block.id, { label: 'human' }), ConflictError);

    assert.equal((await letta.blocks.retrieve(block.id)).label, 'other');
  });

  test('a block is counted', async () => {
    const before = await letta.get('/v1/blocks/count');

    await aBlock({ is_template: true, hidden: true });

    assert.equal(await letta.get('/v1/blocks/count'), before + 1);
  });

  test('an unknown block is 404, a malformed id 422', async () => {
    const id = unknown('block');

    await refused(letta.blocks.retrieve(id), NotFoundError, new RegExp(id));
    await refused(letta.blocks.update(id, { value: '' }), NotFoundError);
    await refused(letta.blocks.retrieve('block-1'), UnprocessableEntityError);
    await refused(letta.blocks.update('1', { value: '' }), UnprocessableEntityError);
  });
});

describe('blocks.delete', () => {
  test('removes the block from every agent', async () => {
    const block = await aBlock({ label: 'gone' });
    const agent = await anAgent({ block_ids: [block.id] });

    const answer = await letta.blocks.delete(block.id);

    assert.equal(answer, null);
    await refused(letta.blocks.retrieve(block.id), NotFoundError);
    await refused(letta.blocks.delete(block.id), NotFoundError);
    assert.deepEqual(await all(letta.agents.blocks.list(agent.id)), []);
  });
});
