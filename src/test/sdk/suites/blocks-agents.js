import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { NotFoundError } from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { aBlock, all, anAgent, ids, refused, several, unique, unknown }
  from '../client/fixtures.js';

describe('blocks.agents.list', () => {
  test('pages through more than a hundred agents, newest first', async () => {
    const block = await aBlock({ label: 'shared' });
    const agents = await several(105, () => anAgent({ block_ids: [block.id] }));
    await anAgent({ memory_blocks: [{ label: 'shared', value: 'another block' }] });

    const falling = await all(letta.blocks.agents.list(block.id));
    const rising = await all(letta.blocks.agents.list(block.id, { order: 'asc', limit: 100 }));

    assert.deepEqual(ids(falling), ids(agents).reverse());
    assert.deepEqual(ids(rising), ids(agents));
  });

  test('relations come only when named', async () => {
    const block = await aBlock({ label: 'shared' });
    await anAgent({ block_ids: [block.id], tags: [unique('tag')] });

    const [bare] = (await letta.blocks.agents.list(block.id)).items;
    const [full] = (await letta.blocks.agents.list(
      block.id, { include: ['agent.blocks', 'agent.tags'] })).items;

    assert.deepEqual([bare.blocks, bare.tags], [[], []]);
    assert.deepEqual([ids(full.blocks), full.tags.length], [[block.id], 1]);
  });

  test('an unknown block is 404', async () => {
    await refused(letta.blocks.agents.list(unknown('block')), NotFoundError);
  });
});
