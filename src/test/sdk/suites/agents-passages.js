import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { NotFoundError, UnprocessableEntityError } from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { all, anAgent, ids, refused, unknown } from '../client/fixtures.js';

const texts = (passages) => passages.map((passage) => passage.text);

describe('agents.passages.create and delete', () => {
  test('the first one makes the agent an archive of its own', async () => {
    const agent = await anAgent();

    const [passage] = await letta.agents.passages.create(agent.id, {
      text: 'The first memory', tags: ['x'], created_at: '2023-01-02T03:04:05Z' });

    assert.equal(passage.text, 'The first memory');
    assert.deepEqual(passage.tags, ['x']);
    assert.equal(passage.created_at, '2023-01-02T03:04:05.000000Z');
    const archives = await all(letta.archives.list({ agent_id: agent.id }));
    assert.deepEqual(ids(archives), [passage.archive_id]);
    assert.equal(archives[0].name, `${agent.name}'s Archive`);
  });

  test('later ones go to the same archive', async () => {
    const { id } = await anAgent();

    const [[one], [two]] = [
      await letta.agents.passages.create(id, { text: 'one' }),
      await letta.agents.passages.create(id, { text: 'two' })];

    assert.equal(one.archive_id, two.archive_id);
    assert.ok(one.created_at < two.created_at);
  });

  test('one that is deleted is gone at once', async () => {
    const { id } = await anAgent();
    const [passage] = await letta.agents.passages.create(id, { text: 'fleeting' });

    const answer = await letta.agents.passages.delete(passage.id, { agent_id: id });

    assert.equal(answer.message, `Memory id=${passage.id} successfully deleted`);
    assert.deepEqual(await letta.agents.passages.list(id), []);
    await refused(letta.agents.passages.delete(passage.id, { agent_id: id }), NotFoundError);
  });

  test('one that is edited keeps its id and is found by its new text', async () => {
    const { id } = await anAgent();
    const [before] = await letta.agents.passages.create(id, { text: 'aardvark', tags: ['kept'] });

    const after = await letta.patch(
      `/v1/agents/${id}/archival-memory/${before.id}`, { body: { text: 'platypus' } });

    assert.deepEqual([after.id, after.text, after.tags], [before.id, 'platypus', ['kept']]);
    assert.deepEqual(texts(await letta.agents.passages.list(id)), ['platypus']);
  });

  test('an unknown agent is 404, a missing text 422', async () => {
    const { id } = await anAgent();

    await refused(letta.agents.passages.create(unknown('agent'), { text: 'x' }), NotFoundError);
    await refused(letta.agents.passages.list(unknown('agent')), NotFoundError);
    await refused(letta.agents.passages.create(id, {}), UnprocessableEntityError, /text/);
  });

  test('a batch of threads writes and each is found once', async () => {
    const { id } = await anAgent();

    await Promise.all(Array.from({ length: 16 }, (_, writer) =>
      letta.agents.passages.create(id, { text: `from writer ${writer}` })));

    const listed = texts(await letta.agents.passages.list(id));
    assert.deepEqual(listed.sort(),
      Array.from({ length: 16 }, (_, writer) => `from writer ${writer}`).sort());
    assert.equal((await all(letta.archives.list({ agent_id: id }))).length, 1);
  });
});

describe('agents.passages.list', () => {
  let agent;
  const expected = Array.from({ length: 230 }, (_, n) =>
    `memory ${n} of ${n % 2 ? 'Odd' : 'even'}`);

  before(async () => {
    agent = await anAgent();
    const [first] = await letta.agents.passages.create(agent.id, { text: expected[0] });
    await letta.archives.passages.createMany(
      first.archive_id, { passages: expected.slice(1).map((text) => ({ text })) });
  });

  const listed = (query) => letta.agents.passages.list(agent.id, query);

  async function byHand(query) {
    const passages = [];
    let page = await listed(query);
    while (page.length > 0) {
      passages.push(...page);
      page = await listed({ ...query, after: passages.at(-1).id });
    }
    return texts(passages);
  }

  test('holds a hundred, oldest first', async () => {
    assert.deepEqual(texts(await listed()), expected.slice(0, 100));
  });

  test('is paged by hand with the last id', async () => {
    assert.deepEqual(await byHand({}), expected);
    assert.deepEqual(await byHand({ limit: 33 }), expected);
  });

  test('goes the other way on request', async () => {
    assert.deepEqual(await byHand({ ascending: false }), [...expected].reverse());
  });

  test('a page before a passage', async () => {
    const first = await listed({ limit: 10 });

    assert.deepEqual(texts(await listed({ before: first[6].id })), expected.slice(0, 6));
  });

  test('finds a part of the text in any case', async () => {
    assert.deepEqual(texts(await listed({ search: 'OF ODD', limit: 200 })),
      expected.filter((text) => text.endsWith('Odd')));
    assert.deepEqual(await listed({ search: 'memory%odd' }), []);
  });
});
