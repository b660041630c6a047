import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { APIError, NotFoundError } from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { aBlock, anAgent, refused, several } from '../client/fixtures.js';

const ifMatch = (etag) => ({ headers: { 'If-Match': etag } });

async function stale(call, current) {
  const error = await refused(call, APIError);
  assert.equal(error.status, 412);
  assert.deepEqual(error.error.current, current);
}

describe('version and ETag of a block', () => {
  test('grow by one with every change and stay with every read', async () => {
    const { id } = await aBlock();

    const changed = await several(3, (n) => letta.blocks.update(id, { value: `${n}` }));

    assert.deepEqual(changed.map((block) => block.version), [2, 3, 4]);
    const { data, response } = await letta.blocks.retrieve(id).withResponse();
    assert.equal(data.version, 4);
    assert.equal(response.headers.get('etag'), '"4"');
  });

  test('are on every answer that is one block', async () => {
    const agent = await anAgent({ memory_blocks: [{ label: 'human', value: '' }] });

    const byLabel = await letta.agents.blocks
      .retrieve('human', { agent_id: agent.id }).withResponse();
    const written = await letta.agents.blocks
      .update('human', { agent_id: agent.id, value: 'Ada' }).withResponse();

    assert.equal(byLabel.response.headers.get('etag'), '"1"');
    assert.equal(written.response.headers.get('etag'), '"2"');
  });

  test('a write that names the current version is done', async () => {
    const { id } = await aBlock();

    const exact = await letta.blocks.update(id, { value: 'a' }, ifMatch('"1"'));
    const listed = await letta.blocks.update(id, { value: 'b' }, ifMatch('"1", "2"'));
    const any = await letta.blocks.update(id, { value: 'c' }, ifMatch('*'));

    assert.deepEqual([exact.value, listed.value, any.value], ['a', 'b', 'c']);
  });

  test('a write that names an older version is 412 with the current block', async () => {
    const { id } = await aBlock();
    const current = await letta.blocks.update(id, { value: 'theirs' });

    await stale(letta.blocks.update(id, { value: 'mine' }, ifMatch('"1"')), current);

    assert.deepEqual(await letta.blocks.retrieve(id), current);
  });

  test('a delete that names an older version is 412', async () => {
    const { id } = await aBlock();
    const current = await letta.blocks.update(id, { value: 'theirs' });

    await stale(letta.blocks.delete(id, ifMatch('"1"')), current);
    await letta.blocks.delete(id, ifMatch('"2"'));

    await refused(letta.blocks.retrieve(id), NotFoundError);
  });

  test('holds for a write by label too', async () => {
    const { id } = await anAgent({ memory_blocks: [{ label: 'human', value: '' }] });
    const current = await letta.agents.blocks.update('human', { agent_id: id, value: 'Ada' });

    await stale(letta.patch(`/v1/agents/${id}/core-memory/blocks/human`,
      { body: { value: 'mine' }, ...ifMatch('"1"') }), current);
  });

  test('of many writers with the same version exactly one wins', async () => {
    const { id } = await aBlock();

    const answers = await Promise.allSettled(Array.from({ length: 16 }, (_, writer) =>
      letta.blocks.update(id, { value: `${writer}` }, ifMatch('"1"'))));

    const winners = answers.filter((answer) => answer.status === 'fulfilled');
    assert.equal(winners.length, 1);
    assert.ok(answers.every((a) => a.status === 'fulfilled' || a.reason.status === 412));
    assert.deepEqual(await letta.blocks.retrieve(id), winners[0].value);
  });
});

describe('operations on a block', () => {
  test('appends of many writers at once are all there', async () => {
    const { id } = await aBlock({ value: '' });
    const lines = Array.from({ length: 32 }, (_, writer) => `line ${writer}`);

    await Promise.all(lines.map((content) =>
      letta.post(`/v1/blocks/${id}/append`, { body: { content } })));

    const { value, version } = await letta.blocks.retrieve(id);
    assert.deepEqual(value.split('\n').sort(), lines.sort());
    assert.equal(version, 33);
  });

  test('every version stays readable and can be brought back', async () => {
    const { id } = await aBlock({ value: 'one' });
    await letta.blocks.update(id, { value: 'two' });

    const history = await letta.get(`/v1/blocks/${id}/history`);
    const undone = await letta.post(`/v1/blocks/${id}/undo`, { body: {} });

    assert.deepEqual(
      history.map((entry) => [entry.version, entry.value]), [[2, 'two'], [1, 'one']]);
    assert.deepEqual([undone.value, undone.version], ['one', 3]);
  });
});
