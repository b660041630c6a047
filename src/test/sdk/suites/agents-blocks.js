import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ConflictError, NotFoundError, UnprocessableEntityError } from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { anAgent, refused, unknown } from '../client/fixtures.js';

const human = (value = 'Ada') => ({ memory_blocks: [{ label: 'human', value }] });

describe('agents.blocks.retrieve and update', () => {
  test('reads by label what the agent was made with', async () => {
    const agent = await anAgent(human('Name: Ada'));

    const block = await letta.agents.blocks.retrieve('human', { agent_id: agent.id });

    assert.deepEqual(block, agent.blocks[0]);
    assert.equal(block.value, 'Name: Ada');
  });

  test('a label may have a slash', async () => {
    const { id } = await anAgent({ memory_blocks: [{ label: 'notes/2026', value: 'Ada' }] });

    const block = await letta.agents.blocks.retrieve('notes/2026', { agent_id: id });

    assert.equal(block.value, 'Ada');
  });

  test('writes by label and the block itself changes', async () => {
    const { id, blocks: [made] } = await anAgent(human());

    const written = await letta.agents.blocks.update(
      'human', { agent_id: id, value: 'Grace', limit: 300, metadata: { a: 1 }, tags: ['t'] });

    assert.deepEqual([written.value, written.limit], ['Grace', 300]);
    assert.deepEqual([written.metadata, written.tags], [{ a: 1 }, ['t']]);
    assert.equal(written.version, made.version + 1);
    assert.deepEqual(await letta.blocks.retrieve(made.id), written);
  });

  test('null leaves a field as it is', async () => {
    const { id } = await anAgent({ memory_blocks: [
      { label: 'notes', value: 'kept', description: 'kept', metadata: { kept: 1 } }] });

    const written = await letta.agents.blocks.update(
      'notes', { agent_id: id, value: null, description: null, metadata: null, limit: 40 });

    assert.deepEqual([written.value, written.description], ['kept', 'kept']);
    assert.deepEqual([written.metadata, written.limit], [{ kept: 1 }, 40]);
  });

  test('a new label is where the block is found from then on', async () => {
    const { id } = await anAgent(human());

    await letta.agents.blocks.update('human', { agent_id: id, label: 'user' });

    assert.equal((await letta.agents.blocks.retrieve('user', { agent_id: id })).value, 'Ada');
    await refused(letta.agents.blocks.retrieve('human', { agent_id: id }), NotFoundError);
  });

  test('a label the agent already has is refused with 409', async () => {
    const { id } = await anAgent({ memory_blocks: [
      { label: 'human', value: 'h' }, { label: 'persona', value: 'p' }] });

    await refused(
      letta.agents.blocks.update('human', { agent_id: id, label: 'persona' }), ConflictError);

    assert.equal((await letta.agents.blocks.retrieve('human', { agent_id: id })).value, 'h');
  });

  test('read-only stops tools, not the API', async () => {
    const { id } = await anAgent({ memory_blocks: [
      { label: 'policy', value: 'old', read_only: true }] });

    const written = await letta.agents.blocks.update('policy', { agent_id: id, value: 'new' });

    assert.equal(written.value, 'new');
  });

  test('a value over the limit is refused and the old one stays', async () => {
    const { id } = await anAgent({ memory_blocks: [{ label: 'notes', value: 'four', limit: 5 }] });

    await refused(letta.agents.blocks.update('notes', { agent_id: id, value: 'sixsix' }),
      UnprocessableEntityError, /limit|5/);

    assert.equal((await letta.agents.blocks.retrieve('notes', { agent_id: id })).value, 'four');
  });

  test('an unknown agent or label is 404', async () => {
    const { id } = await anAgent(human());

    await refused(letta.agents.blocks.retrieve('nothing', { agent_id: id }), NotFoundError);
    await refused(letta.agents.blocks.retrieve('human', { agent_id: unknown('agent') }),
      NotFoundError);
    await refused(letta.agents.blocks.update('nothing', { agent_id: id, value: '' }),
      NotFoundError);
  });
});
