import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { NotFoundError, UnprocessableEntityError } from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { anAgent, ids, refused, unknown } from '../client/fixtures.js';

/** An agent whose archive holds these passages, and what the server made of them. */
async function agentWith(passages, fields) {
  const agent = await anAgent(fields);
  const [first] = await letta.agents.passages.create(agent.id, { text: 'the first of all' });
  await letta.agents.passages.delete(first.id, { agent_id: agent.id });
  return [agent, await letta.archives.passages.createMany(first.archive_id, { passages })];
}

describe('agents.passages.search with tags', () => {
  let agent, red, blue, both;

  before(async () => {
    const noise = Array.from({ length: 200 }, () => ({ text: 'deep learning on graphs' }));
    let passages;
    [agent, passages] = await agentWith([
      { text: 'gardening in the shade', tags: ['red'] },
      { text: 'a recipe for bread', tags: ['blue'] },
      { text: 'sailing at night', tags: ['red', 'blue'] },
      ...noise,
    ]);
    [red, blue, both] = ids(passages);
  });

  const found = async (query) => ids((await letta.agents.passages.search(
    agent.id, { query: 'deep learning on graphs', ...query })).results).sort();

  test('better matches without the tag do not push out those with it', async () => {
    assert.deepEqual(await found({ tags: ['red'], top_k: 3 }), [red, both].sort());
  });

  test('any of the tags, or all of them', async () => {
    assert.deepEqual(await found({ tags: ['red', 'blue'] }), [red, blue, both].sort());
    assert.deepEqual(await found({ tags: ['red', 'blue'], tag_match_mode: 'any' }),
      [red, blue, both].sort());
    assert.deepEqual(await found({ tags: ['red', 'blue'], tag_match_mode: 'all' }), [both]);
  });

  test('a tag nothing has finds nothing', async () => {
    assert.deepEqual(await found({ tags: ['green'] }), []);
    assert.deepEqual(await found({ tags: ['red', 'green'], tag_match_mode: 'all' }), []);
    assert.deepEqual(await found({ tags: ['r_d'] }), []);
  });

  test('an unknown mode is refused', async () => {
    await refused(letta.agents.passages.search(
      agent.id, { query: 'x', tags: ['red'], tag_match_mode: 'none' }), UnprocessableEntityError);
    await refused(letta.agents.passages.search(unknown('agent'), { query: 'x' }), NotFoundError);
  });
});

describe('agents.passages.search in a range of time', () => {
  const days = ['2024-03-01T12:00:00Z', '2024-03-02T00:00:00Z', '2024-03-02T23:59:59.999999Z',
    '2024-03-03T04:30:00Z'];
  let agent, passages;

  before(async () => {
    const noise = Array.from({ length: 60 }, () => (
      { text: 'a day in spring', created_at: '2020-01-01T00:00:00Z' }));
    [agent, passages] = await agentWith(
      [...days.map((created_at) => ({ text: 'a walk', created_at })), ...noise],
      { timezone: 'America/New_York' });
  });

  async function found(query) {
    const { results } = await letta.agents.passages.search(
      agent.id, { query: 'a day in spring', top_k: 4, ...query });
    return ids(passages).filter((id) => ids(results).includes(id))
      .map((id) => ids(passages).indexOf(id));
  }

  test('both ends belong to the range', async () => {
    const [start_datetime, end_datetime] = [days[1], days[2]];

    assert.deepEqual(await found({ start_datetime, end_datetime }), [1, 2]);
    assert.deepEqual(await found({ start_datetime }), [1, 2, 3]);
  });

  test('an end given as a date covers that day where the agent lives', async () => {
    const [start_datetime, end_datetime] = ['2024-03-02', '2024-03-02'];

    assert.deepEqual(await found({ start_datetime, end_datetime }), [2, 3]);
  });

  test('a time without an offset is where the agent lives', async () => {
    assert.deepEqual(await found({ start_datetime: '2024-03-01T19:00:00' }), [1, 2, 3]);
    assert.deepEqual(await found({ start_datetime: '2024-03-01T19:00:01' }), [2, 3]);
  });

  test('a time is shown where the agent lives', async () => {
    const { results: [first] } = await letta.agents.passages.search(
      agent.id, { query: 'a walk', start_datetime: days[3], top_k: 1 });

    assert.match(first.timestamp, /^2024-03-02T23:30:00.*-05:00$/);
    assert.equal(Date.parse(first.timestamp), Date.parse(days[3]));
  });

  test('a time that is none is refused', async () => {
    await refused(letta.agents.passages.search(
      agent.id, { query: 'x', start_datetime: 'yesterday' }), UnprocessableEntityError);
  });
});
