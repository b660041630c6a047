import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { letta } from '../client/client.js';
import { all, anAgent, ids, several, unique } from '../client/fixtures.js';

describe('agents.list', () => {
  const crowd = unique('crowd');
  let agents;

  before(async () => {
    agents = await several(120, (index) => anAgent({ name: `${crowd} ${index}`, tags: [crowd] }));
  });

  test('pages through more than a hundred, newest first', async () => {
    const listed = await all(letta.agents.list({ tags: [crowd] }));

    assert.deepEqual(ids(listed), ids(agents).reverse());
  });

  test('goes the other way on request, in pages of any size', async () => {
    const listed = await all(letta.agents.list({ tags: [crowd], order: 'asc', limit: 7 }));

    assert.deepEqual(ids(listed), ids(agents));
  });

  test('pages backwards from an agent', async () => {
    const pages = await letta.agents.list(
      { tags: [crowd], order: 'asc', limit: 40, before: agents[100].id });

    const listed = [];
    for await (const page of pages.iterPages()) listed.unshift(...page.items);
    assert.deepEqual(ids(listed), ids(agents.slice(0, 100)));
  });

  test('a page holds fifty unless told otherwise and ends empty', async () => {
    const first = await letta.agents.list({ tags: [crowd] });
    const past = await letta.agents.list({ tags: [crowd], after: agents[0].id });

    assert.equal(first.items.length, 50);
    assert.deepEqual(past.items, []);
  });

  test('counts without paging', async () => {
    assert.equal(await letta.get('/v1/agents/count', { query: { tags: [crowd] } }), 120);
  });

  test('the agent changed last comes first when asked for', async () => {
    await letta.agents.update(agents[3].id, { description: 'changed' });

    const [first] = (await letta.agents.list(
      { tags: [crowd], order_by: 'updated_at', limit: 1 })).items;

    assert.equal(first.id, agents[3].id);
  });

  test('finds by exact name and by part of the name', async () => {
    const exact = await letta.agents.list({ name: `${crowd} 12` });
    const part = await letta.agents.list({ query_text: `${crowd.toUpperCase()} 11`, order: 'asc' });

    assert.deepEqual(ids(exact.items), [agents[12].id]);
    assert.deepEqual(ids(part.items), ids([agents[11], ...agents.slice(110, 120)]));
  });
});

describe('agents.list filters', () => {
  const listed = async (query) => ids((await letta.agents.list({ order: 'asc', ...query })).items);

  test('by any of the tags or by all of them', async () => {
    const [one, two] = [unique('tag'), unique('tag')];
    const first = await anAgent({ tags: [one] });
    const second = await anAgent({ tags: [two] });
    const both = await anAgent({ tags: [one, two] });

    assert.deepEqual(await listed({ tags: [one, two] }), ids([first, second, both]));
    assert.deepEqual(await listed({ tags: [one, two], match_all_tags: true }), [both.id]);
  });

  test('wildcards of the database are ordinary characters', async () => {
    const tag = unique('percent');
    const agent = await anAgent({ name: unique('under_score'), tags: [tag, `${tag}%`] });

    assert.deepEqual(await listed({ tags: [`${tag.slice(0, -1)}_`] }), []);
    assert.deepEqual(await listed({ tags: [`${tag}%`] }), [agent.id]);
    assert.deepEqual(await listed({ query_text: agent.name.replace('under_', 'under%') }), []);
    assert.deepEqual(await listed({ query_text: agent.name }), [agent.id]);
  });

  test('hidden agents only on request', async () => {
    const tag = unique('hidden');
    const shown = await anAgent({ tags: [tag] });
    const hidden = await anAgent({ tags: [tag], hidden: true });

    assert.deepEqual(await listed({ tags: [tag] }), [shown.id]);
    assert.deepEqual(await listed({ tags: [tag], show_hidden_agents: true }),
      ids([shown, hidden]));
  });

  test('by project, templates and creator', async () => {
    const tag = unique('project');
    const agent = await anAgent({
      tags: [tag], project_id: tag, template_id: `t-${tag}`, base_template_id: `b-${tag}` });
    const other = await anAgent({ tags: [tag] });

    assert.deepEqual(await listed({ project_id: tag }), [agent.id]);
    assert.deepEqual(await listed({ template_id: `t-${tag}` }), [agent.id]);
    assert.deepEqual(await listed({ base_template_id: `b-${tag}` }), [agent.id]);
    assert.deepEqual(await listed({ tags: [tag], created_by_id: agent.created_by_id }),
      ids([agent, other]));
    assert.deepEqual(
      await listed({ tags: [tag], created_by_id: 'user-11111111-1111-4111-8111-111111111111' }),
      []);
  });

  test('relations come only when named', async () => {
    const tag = unique('include');
    await anAgent({ tags: [tag], memory_blocks: [{ label: 'human', value: 'Ada' }] });

    const [bare] = (await letta.agents.list({ tags: [tag] })).items;
    const [full] = (await letta.agents.list(
      { tags: [tag], include: ['agent.blocks', 'agent.tags'] })).items;

    assert.deepEqual([bare.blocks, bare.tags, bare.memory.blocks], [[], [], []]);
    assert.deepEqual([full.blocks[0].value, full.tags], ['Ada', [tag]]);
  });
});
