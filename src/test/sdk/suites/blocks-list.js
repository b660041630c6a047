import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { UnprocessableEntityError } from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { aBlock, all, anAgent, ids, refused, several, unique } from '../client/fixtures.js';

describe('blocks.list', () => {
  const crowd = unique('crowd');
  let blocks;

  before(async () => {
    blocks = await several(120, (index) => aBlock({ label: crowd, value: `${index}` }));
  });

  test('pages through more than a hundred, oldest first', async () => {
    assert.deepEqual(ids(await all(letta.blocks.list({ label: crowd }))), ids(blocks));
  });

  test('goes the other way on request, in pages of any size', async () => {
    const listed = await all(letta.blocks.list({ label: crowd, order: 'desc', limit: 11 }));

    assert.deepEqual(ids(listed), ids(blocks).reverse());
  });

  test('pages backwards from a block', async () => {
    const pages = await letta.blocks.list({ label: crowd, before: blocks[100].id });

    const listed = [];
    for await (const page of pages.iterPages()) listed.unshift(...page.items);
    assert.deepEqual(ids(listed), ids(blocks.slice(0, 100)));
  });

  test('a page holds fifty unless told otherwise and ends empty', async () => {
    const first = await letta.blocks.list({ label: crowd });
    const past = await letta.blocks.list({ label: crowd, after: blocks[119].id });

    assert.equal(first.items.length, 50);
    assert.deepEqual(past.items, []);
  });

  test('a malformed limit or order is refused', async () => {
    await refused(letta.blocks.list({ limit: 'many' }), UnprocessableEntityError, /limit/);
    await refused(letta.blocks.list({ order: 'sideways' }), UnprocessableEntityError, /order/);
  });
});

describe('blocks.list filters', () => {
  const project_id = unique('project');
  const listed = async (query) => ids((await letta.blocks.list({ project_id, ...query })).items);
  let one, two, three;

  before(async () => {
    one = await aBlock({
      project_id, label: 'Research_Notes', value: 'Vectors ARE cheap', description: 'About 100%',
      tags: ['red', 'blue'] });
    two = await aBlock({
      project_id, label: 'research', value: 'nothing', description: 'about 100', tags: ['red'] });
    three = await aBlock({ project_id, label: 'other', value: 'vectors', tags: ['blue'] });
    await aBlock({ project_id: unique('project'), label: 'research', tags: ['red', 'blue'] });
  });

  test('by project', async () => {
    assert.deepEqual(await listed({}), ids([one, two, three]));
  });

  test('by exact label, and then not by part of it', async () => {
    assert.deepEqual(await listed({ label: 'research' }), [two.id]);
    assert.deepEqual(await listed({ label: 'research', label_search: 'other' }), [two.id]);
  });

  test('by part of label, value or description in any case', async () => {
    assert.deepEqual(await listed({ label_search: 'RESEARCH' }), ids([one, two]));
    assert.deepEqual(await listed({ value_search: 'vectors' }), ids([one, three]));
    assert.deepEqual(await listed({ description_search: 'ABOUT' }), ids([one, two]));
  });

  test('wildcards of the database are ordinary characters', async () => {
    assert.deepEqual(await listed({ description_search: '100%' }), [one.id]);
    assert.deepEqual(await listed({ label_search: 'h_N' }), [one.id]);
    assert.deepEqual(await listed({ value_search: '%' }), []);
    assert.deepEqual(await listed({ value_search: "' OR 1=1 --" }), []);
  });

  test('by any of the tags or by all of them', async () => {
    assert.deepEqual(await listed({ tags: ['red', 'blue'] }), ids([one, two, three]));
    assert.deepEqual(await listed({ tags: ['red', 'blue'], match_all_tags: true }), [one.id]);
    assert.deepEqual(await listed({ tags: ['blue'] }), ids([one, three]));
    assert.deepEqual(await listed({ tags: ['none'] }), []);
  });

  test('filters are combined', async () => {
    assert.deepEqual(await listed({ tags: ['blue'], label_search: 'research' }), [one.id]);
  });

  test('by the number of agents that have it', async () => {
    await anAgent({ block_ids: [one.id, two.id] });
    await anAgent({ block_ids: [one.id] });

    assert.deepEqual(await listed({ connected_to_agents_count_eq: [0, 2] }), ids([one, three]));
    assert.deepEqual(await listed({ connected_to_agents_count_gt: 0 }), ids([one, two]));
    assert.deepEqual(await listed({ connected_to_agents_count_lt: 2 }), ids([two, three]));
    assert.deepEqual(
      await listed({ connected_to_agents_count_gt: 0, connected_to_agents_count_lt: 2 }),
      [two.id]);
  });
});

describe('blocks.list of templates and hidden blocks', () => {
  const project_id = unique('project');
  const listed = async (query) => ids((await letta.blocks.list({ project_id, ...query })).items);

  test('templates are a list of their own', async () => {
    const plain = await aBlock({ project_id });
    const template = await aBlock({ project_id, is_template: true, template_name: 'Notes A' });
    const other = await aBlock({ project_id, is_template: true, template_name: 'Notes B' });

    assert.deepEqual(await listed({}), [plain.id]);
    assert.deepEqual(await listed({ templates_only: true }), ids([template, other]));
    assert.deepEqual(await listed({ templates_only: true, name: 'Notes A' }), [template.id]);
  });

  test('hidden blocks only on request', async () => {
    const hidden = await aBlock({ project_id, label: 'hidden', hidden: true });

    assert.deepEqual(await listed({ label: 'hidden' }), []);
    assert.deepEqual(await listed({ label: 'hidden', show_hidden_blocks: true }), [hidden.id]);
  });
});
