import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { letta } from '../client/client.js';
import { anAgent, ids } from '../client/fixtures.js';

const memories = [
  'Maria adopted a puppy from the shelter last weekend.',
  'The quarterly invoice number is ZX-4471-Q.',
  'Our kitchen tap has been dripping since Monday.',
  'He is allergic to peanuts and carries an injector.',
  'The train to Hamburg leaves from platform nine.',
  'She defended her thesis on protein folding.',
  'They painted the nursery pale yellow.',
  'Grandfather repaired watches for forty years.',
  'The server room flooded during the storm.',
  'Her favourite composer is Shostakovich.',
];

describe('agents.passages.search', () => {
  let agent, passages;

  before(async () => {
    agent = await anAgent();
    passages = [];
    for (const text of memories) {
      passages.push(...await letta.agents.passages.create(agent.id, { text }));
    }
  });

  const searched = (query, more) => letta.agents.passages.search(agent.id, { query, ...more });

  test('finds a passage by its meaning, without a common word', async () => {
    const questions = {
      'new dog owner': 0,
      'dangerous foods': 3,
      'journey by rail': 4,
      'infant bedroom colour': 6,
      'classical music': 9,
    };

    for (const [question, answer] of Object.entries(questions)) {
      const words = new RegExp(`\\b(${question.replaceAll(' ', '|')})`, 'i');
      assert.doesNotMatch(memories[answer], words);
      const { results } = await searched(question);
      assert.equal(results[0].content, memories[answer], question);
    }
  });

  test('finds a passage by a rare word', async () => {
    assert.equal((await searched('ZX-4471-Q')).results[0].id, passages[1].id);
    assert.equal((await searched('shostakovich')).results[0].id, passages[9].id);
  });

  test('answers with the whole passage, best first, with a score', async () => {
    const { results, count, degraded } =
      await searched('a puppy from the shelter', { top_k: 4 });

    assert.deepEqual([count, degraded], [results.length, false]);
    assert.equal(results.length, 4);
    assert.deepEqual([results[0].id, results[0].content], [passages[0].id, memories[0]]);
    const scores = results.map((result) => result.score);
    assert.deepEqual(scores, [...scores].sort((a, b) => b - a));
    assert.ok(scores[0] > scores[3]);
  });

  test('holds ten results unless told otherwise', async () => {
    await letta.agents.passages.create(agent.id, { text: 'An eleventh memory about nothing.' });

    assert.equal((await searched('memory')).results.length, 10);
    assert.equal((await searched('memory', { top_k: 1 })).results.length, 1);
    assert.equal((await searched('memory', { top_k: 50 })).results.length, 11);
  });

  test('a blank question has no answer', async () => {
    assert.deepEqual(await searched('  ').then(({ results, count }) => [results, count]), [[], 0]);
  });

  test('explains a result on request', async () => {
    const { results: [first] } = await searched('ZX-4471-Q', { explain: true });

    assert.equal(first.explain.lexical.rank, 1);
    assert.equal(first.explain.final, first.score);
  });

  test('an agent without passages finds nothing', async () => {
    const { id } = await anAgent();

    const { results, count } = await letta.agents.passages.search(id, { query: 'anything' });

    assert.deepEqual([results, count], [[], 0]);
  });

  test('agents do not see each other', async () => {
    const other = await anAgent();
    const [mine] = await letta.agents.passages.create(other.id, { text: 'A puppy of my own.' });

    const { results } = await letta.agents.passages.search(other.id, { query: 'puppy', top_k: 50 });

    assert.deepEqual(ids(results), [mine.id]);
  });
});

describe('read your writes', () => {
  test('a search sees what was stored and deleted just before', async () => {
    const { id } = await anAgent();
    const search = async (query) =>
      ids((await letta.agents.passages.search(id, { query, top_k: 100 })).results);

    for (let round = 0; round < 15; round += 1) {
      const text = `marker${round} of round ${round}`;
      const [passage] = await letta.agents.passages.create(id, { text });
      assert.equal((await search(text))[0], passage.id);
      await letta.agents.passages.delete(passage.id, { agent_id: id });
      assert.ok(!(await search(text)).includes(passage.id));
    }
  });
});
