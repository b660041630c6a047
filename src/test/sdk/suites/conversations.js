import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { ConflictError, NotFoundError, UnprocessableEntityError } from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { aConversation, all, anAgent, captured, contents, ids, refused, said, several, unknown }
  from '../client/fixtures.js';

describe('conversations.create, retrieve, update and delete', () => {
  test('a new one has a system message of its own', async () => {
    const agent = await anAgent();

    const made = await aConversation(agent, { summary: 'Physics', model: 'openai/gpt-4o-mini' });

    assert.deepEqual([made.agent_id, made.summary, made.model, made.message_count, made.version],
      [agent.id, 'Physics', 'openai/gpt-4o-mini', 0, 1]);
    const [system] = await letta.messages.retrieve(made.in_context_message_ids[0]);
    assert.equal(system.message_type, 'system_message');
    assert.ok(system.content.includes(`- CONVERSATION_ID: ${made.id}`));
    assert.deepEqual(await letta.conversations.retrieve(made.id), made);
  });

  test('an update changes what it names and counts', async () => {
    const made = await aConversation(await anAgent(), { summary: 'Old' });

    const updated = await letta.conversations.update(made.id, {
      summary: 'New', last_message_at: '2025-01-02T03:04:05Z',
      model_settings: { provider_type: 'openai', temperature: 0.5 } });
    const same = await letta.conversations.update(made.id, { summary: null });

    assert.deepEqual([updated.summary, updated.version], ['New', 2]);
    assert.equal(updated.last_message_at, '2025-01-02T03:04:05.000000Z');
    assert.equal(updated.model_settings.temperature, 0.5);
    assert.equal(same.summary, 'New');
    assert.ok(updated.updated_at > made.updated_at);
  });

  test('isolated blocks are copies that go with the conversation', async () => {
    const agent = await anAgent({ memory_blocks: [{ label: 'human', value: 'likes tea' }] });

    const made = await aConversation(agent, { isolated_block_labels: ['human'] });

    const [copy] = made.isolated_block_ids;
    assert.equal((await letta.blocks.retrieve(copy)).value, 'likes tea');
    await letta.conversations.delete(made.id);
    await refused(letta.blocks.retrieve(copy), NotFoundError);
    await refused(
      aConversation(agent, { isolated_block_labels: ['persona'] }), NotFoundError, /persona/);
  });

  test('one that is deleted is gone with what was said only there', async () => {
    const agent = await anAgent();
    const made = await aConversation(agent);
    const [id] = await captured(agent, [said('secret')], { conversation_id: made.id });

    assert.equal(await letta.conversations.delete(made.id), null);

    for (const method of ['retrieve', 'delete', 'update', 'recompile', 'fork']) {
      await refused(letta.conversations[method](made.id, {}), NotFoundError);
    }
    await refused(letta.messages.retrieve(id), NotFoundError);
    await refused(letta.conversations.messages.list(made.id), NotFoundError);
    await refused(letta.conversations.messages.create(made.id, { input: 'x' }), NotFoundError);
    assert.equal((await all(letta.agents.messages.list(agent.id))).length, 1);
    assert.deepEqual(await letta.conversations.list({ agent_id: agent.id }), []);
  });

  test('what is not there is 404, what is malformed 422', async () => {
    await refused(letta.conversations.create({ agent_id: unknown('agent') }), NotFoundError);
    await refused(letta.conversations.create({}), UnprocessableEntityError, /agent_id/);
    await refused(letta.conversations.retrieve(unknown('conv')), NotFoundError);
    await refused(letta.conversations.retrieve('conv-1'), UnprocessableEntityError);
    await refused(
      letta.conversations.update(unknown('conv'), { summary: 'x' }), NotFoundError);
  });
});

describe('conversations.list', () => {
  let agent;
  let made;

  before(async () => {
    agent = await anAgent();
    made = await several(120, (n) => aConversation(agent, { summary: `About ${n % 3}, no. ${n}` }));
  });

  const listed = (query) => letta.conversations.list({ agent_id: agent.id, ...query });

  test('holds fifty, newest first, and is paged by hand with the last id', async () => {
    const pages = [];
    let page = await listed();
    while (page.length > 0) {
      pages.push(page);
      page = await listed({ after: page.at(-1).id });
    }

    assert.deepEqual(pages.map((one) => one.length), [50, 50, 20]);
    assert.deepEqual(ids(pages.flat()), ids(made).reverse());
  });

  test('two hundred at once, oldest first', async () => {
    assert.deepEqual(ids(await listed({ limit: 200, order: 'asc' })), ids(made));
  });

  test('by a part of the summary in any case', async () => {
    const found = await listed({ summary_search: 'ABOUT 1', limit: 200, order: 'asc' });

    assert.deepEqual(ids(found), ids(made.filter((_, n) => n % 3 === 1)));
  });

  test('by who was spoken in last', async () => {
    await captured(agent, [said('news')], { conversation_id: made[3].id });

    const [first] = await listed({ order_by: 'last_message_at' });
    const [also] = await listed({ order_by: 'last_run_completion' });

    assert.deepEqual([first.id, also.id, first.message_count], [made[3].id, made[3].id, 1]);
    await refused(listed({ order_by: 'colour' }), UnprocessableEntityError, /order_by/);
    await refused(letta.conversations.list({ agent_id: unknown('agent') }), NotFoundError);
  });
});

describe('conversations.fork, recompile and cancel', () => {
  test('a fork shares what was said and goes its own way', async () => {
    const agent = await anAgent();
    const origin = await aConversation(agent, { summary: 'Owls' });
    const shared = await captured(
      agent, [said('one'), said('two')], { conversation_id: origin.id });

    const fork = await letta.conversations.fork(origin.id);

    assert.deepEqual(fork.in_context_message_ids.slice(1), shared);
    assert.deepEqual([fork.summary, fork.message_count], ['Owls', 2]);
    assert.notEqual(fork.in_context_message_ids[0], origin.in_context_message_ids[0]);
    await captured(agent, [said('three')], { conversation_id: fork.id });
    const contentsOf = async (id) =>
      contents((await letta.conversations.messages.list(id, { order: 'asc' })).items).slice(1);
    assert.deepEqual(await contentsOf(fork.id), ['one', 'two', 'three']);
    assert.deepEqual(await contentsOf(origin.id), ['one', 'two']);
  });

  test('the agent\'s own conversation is forked by its name', async () => {
    const agent = await anAgent();
    await captured(agent, [said('one')]);

    const fork = await letta.conversations.fork('default', { agent_id: agent.id });

    assert.deepEqual([fork.agent_id, fork.message_count], [agent.id, 1]);
    await refused(letta.conversations.fork('default'), UnprocessableEntityError, /agent_id/);
    await refused(letta.conversations.fork(unknown('conv')), NotFoundError);
  });

  test('a prompt stays as it was until it is recompiled', async () => {
    const agent = await anAgent({ memory_blocks: [{ label: 'human', value: 'likes tea' }] });
    const made = await aConversation(agent);
    await letta.agents.blocks.update('human', { agent_id: agent.id, value: 'likes coffee' });
    const stored = async () =>
      (await letta.messages.retrieve(made.in_context_message_ids[0]))[0].content;

    const dry = await letta.conversations.recompile(made.id, { dry_run: true });
    const before = await stored();
    const text = await letta.conversations.recompile(made.id);

    assert.match(dry, /likes coffee/);
    assert.match(before, /likes tea/);
    assert.match(text, /likes coffee/);
    assert.equal(await stored(), text);
    await refused(letta.conversations.recompile(unknown('conv')), NotFoundError);
  });

  test('nothing runs that could be cancelled', async () => {
    const agent = await anAgent();
    const made = await aConversation(agent);

    await refused(letta.conversations.cancel(made.id), ConflictError, /No active run/);
    await refused(letta.conversations.cancel('default', { agent_id: agent.id }), ConflictError);
    await refused(letta.conversations.cancel(unknown('conv')), NotFoundError);
  });
});
