import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { NotFoundError, UnprocessableEntityError } from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { anAgent, anArchive, refused, unique, unknown } from '../client/fixtures.js';

const found = (hits) => hits.map((hit) => hit.passage.id);

describe('passages.search', () => {
  const word = unique('word').replace('-', '');
  const text = `${word} in the harbour`;
  let archive, agent, shared, own;

  before(async () => {
    [archive, agent] = [await anArchive(), await anAgent()];
    shared = await letta.archives.passages.createMany(archive.id, { passages: [
      { text, tags: ['a'], created_at: '2024-01-01T00:00:00Z', metadata: { n: 1 } },
      { text, tags: ['b'], created_at: '2024-01-02T00:00:00Z' },
      { text, tags: ['a', 'b'], created_at: '2024-01-03T00:00:00Z' },
    ] });
    [own] = await letta.agents.passages.create(agent.id, { text: `${text} of the agent` });
  });

  const of = (...numbers) => numbers.map((number) => shared[number].id).sort();

  test('looks through everything when no archive is named', async () => {
    const hits = await letta.passages.search({ query: text, limit: 4 });

    assert.deepEqual(found(hits).sort(), [...of(0, 1, 2), own.id].sort());
  });

  test('looks through one archive', async () => {
    const hits = await letta.passages.search({ query: word, archive_id: archive.id });

    assert.deepEqual(found(hits).sort(), of(0, 1, 2));
  });

  test('looks through the archives of an agent, which wins over an archive', async () => {
    const hits = await letta.passages.search(
      { query: word, agent_id: agent.id, archive_id: archive.id });

    assert.deepEqual(found(hits), [own.id]);
  });

  test('a hit is the whole passage with its score', async () => {
    const hits = await letta.passages.search({ query: word, archive_id: archive.id, tags: ['a'] });

    const hit = hits.find(({ passage }) => passage.id === shared[0].id);
    assert.equal(hit.passage.text, text);
    assert.deepEqual([hit.passage.metadata, hit.passage.tags], [{ n: 1 }, ['a']]);
    assert.ok(hit.score > 0);
  });

  test('best first', async () => {
    const scores = (await letta.passages.search({ query: word, limit: 20 })).map((h) => h.score);

    assert.deepEqual(scores, [...scores].sort((a, b) => b - a));
  });

  test('without a query the newest come first', async () => {
    const hits = await letta.passages.search({ archive_id: archive.id });

    assert.deepEqual(found(hits), shared.map(({ id }) => id).reverse());
  });

  test('filters by tags and time, with and without a query', async () => {
    for (const query of [word, null]) {
      const search = async (filter) => found(await letta.passages.search(
        { query, archive_id: archive.id, ...filter })).sort();

      assert.deepEqual(await search({ tags: ['a'] }), of(0, 2));
      assert.deepEqual(await search({ tags: ['a', 'b'], tag_match_mode: 'all' }), of(2));
      assert.deepEqual(await search({ start_date: '2024-01-02T00:00:00Z' }), of(1, 2));
      assert.deepEqual(await search({ end_date: '2024-01-02T00:00:00Z' }), of(0, 1));
      assert.deepEqual(await search({ tags: ['b'], end_date: '2024-01-02T12:00:00Z' }), of(1));
    }
  });

  test('finds by meaning', async () => {
    const { id } = await anArchive();
    const [wanted] = await letta.archives.passages.createMany(id, { passages: [
      { text: 'Maria adopted a puppy from the shelter.' },
      { text: 'The train to Hamburg leaves from platform nine.' }] });

    const [first] = await letta.passages.search({ query: 'new dog owner', archive_id: id });

    assert.equal(first.passage.id, wanted.id);
  });

  test('a limit outside 1 to 100 is refused', async () => {
    for (const limit of [0, -1, 101]) {
      await refused(letta.passages.search({ query: word, limit }), UnprocessableEntityError,
        /limit/);
    }
    assert.equal((await letta.passages.search({ archive_id: archive.id, limit: 1 })).length, 1);
  });

  test('an unknown agent or archive is 404', async () => {
    await refused(letta.passages.search({ agent_id: unknown('agent') }), NotFoundError);
    await refused(letta.passages.search({ archive_id: unknown('archive') }), NotFoundError);
  });
});
