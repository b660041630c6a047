import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { ConflictError, NotFoundError } from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { aBlock, all, anAgent, ids, labels, refused, unknown } from '../client/fixtures.js';

const human = { memory_blocks: [{ label: 'human', value: 'Ada' }] };

describe('agents.blocks.attach and detach', () => {
  test('a block shared by two agents is one block', async () => {
    const shared = await aBlock({ label: 'team', value: 'one' });
    const [first, second] = [await anAgent(), await anAgent()];

    const attached = await letta.agents.blocks.attach(shared.id, { agent_id: first.id });
    await letta.agents.blocks.attach(shared.id, { agent_id: second.id });
    await letta.agents.blocks.update('team', { agent_id: first.id, value: 'two' });

    assert.deepEqual(ids(attached.blocks), [shared.id]);
    const read = await letta.agents.blocks.retrieve('team', { agent_id: second.id });
    assert.deepEqual([read.id, read.value], [shared.id, 'two']);
  });

  test('attaching twice changes nothing', async () => {
    const { id, tags, blocks: [block] } = await anAgent({ ...human, tags: ['t'] });

    const again = await letta.agents.blocks.attach(block.id, { agent_id: id });

    assert.deepEqual(ids(again.blocks), [block.id]);
    assert.deepEqual(again.tags, tags);
  });

  test('another block with the same label is refused with 409', async () => {
    const { id, blocks: [mine] } = await anAgent(human);
    const other = await aBlock({ label: 'human' });

    await refused(letta.agents.blocks.attach(other.id, { agent_id: id }), ConflictError, /human/);

    assert.deepEqual(ids(await all(letta.agents.blocks.list(id))), [mine.id]);
  });

  test('detaching leaves the block and is 404 the second time', async () => {
    const { id, blocks: [block] } = await anAgent(human);

    const after = await letta.agents.blocks.detach(block.id, { agent_id: id });

    assert.deepEqual(after.blocks, []);
    assert.equal((await letta.blocks.retrieve(block.id)).value, 'Ada');
    await refused(letta.agents.blocks.detach(block.id, { agent_id: id }), NotFoundError);
  });

  test('an unknown agent or block is 404', async () => {
    const [agent, block] = [await anAgent(), await aBlock()];

    await refused(letta.agents.blocks.attach(unknown('block'), { agent_id: agent.id }),
      NotFoundError);
    await refused(letta.agents.blocks.attach(block.id, { agent_id: unknown('agent') }),
      NotFoundError);
  });
});

describe('agents.blocks.list', () => {
  let agent;

  before(async () => {
    const memory_blocks = Array.from({ length: 130 }, (_, index) =>
      ({ label: `part-${index}`, value: `${index}` }));
    agent = await anAgent({ memory_blocks });
  });

  test('pages through more than a hundred in the order of their ids', async () => {
    const expected = ids(agent.blocks).sort();

    const falling = await all(letta.agents.blocks.list(agent.id));
    const rising = await all(letta.agents.blocks.list(agent.id, { order: 'asc', limit: 60 }));

    assert.equal(expected.length, 130);
    assert.deepEqual(ids(rising), expected);
    assert.deepEqual(ids(falling), expected.reverse());
  });

  test('holds exactly the blocks of the agent', async () => {
    const listed = await all(letta.agents.blocks.list(agent.id));

    assert.deepEqual(labels(listed), labels(agent.blocks));
  });

  test('an unknown agent is 404', async () => {
    await refused(letta.agents.blocks.list(unknown('agent')), NotFoundError);
  });
});
