import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { letta } from '../client/client.js';
import { aBlock, anAgent, unique } from '../client/fixtures.js';

describe('tags.list', () => {
  const crowd = unique('tags');
  const expected = Array.from({ length: 130 }, (_, n) => `${crowd}-${String(n).padStart(3, '0')}`);

  before(async () => {
    await anAgent({ tags: expected.slice(0, 70) });
    await aBlock({ tags: expected.slice(60) });
  });

  const listed = (query) => letta.tags.list({ query_text: crowd, ...query });

  test('merges the tags of agents and blocks, sorted, each once', async () => {
    assert.deepEqual(await listed({ limit: 200 }), expected);
  });

  test('goes the other way on request', async () => {
    assert.deepEqual(await listed({ limit: 200, order: 'desc' }), [...expected].reverse());
  });

  test('a page holds fifty, and the last tag is the cursor of the next', async () => {
    const tags = [];
    for (let page = await listed(); page.length > 0; page = await listed({ after: tags.at(-1) })) {
      assert.ok(page.length <= 50);
      tags.push(...page);
    }

    assert.deepEqual(tags, expected);
  });

  test('a page before a tag', async () => {
    assert.deepEqual(await listed({ before: expected[20] }), expected.slice(0, 20));
  });

  test('finds part of a tag in any case', async () => {
    assert.deepEqual(await letta.tags.list({ name: `${crowd.toUpperCase()}-01` }),
      expected.slice(10, 20));
  });

  test('a wildcard of the database is an ordinary character', async () => {
    assert.deepEqual(await letta.tags.list({ name: `${crowd}%01` }), []);
  });

  test('a tag nothing carries any more is gone', async () => {
    const tag = unique('fleeting');
    const { id } = await anAgent({ tags: [tag] });

    await letta.agents.delete(id);

    assert.deepEqual(await letta.tags.list({ name: tag }), []);
  });
});
