import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { NotFoundError, UnprocessableEntityError } from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { aConversation, anAgent, captured, contents, ids, refused, said, types, unique, unknown }
  from '../client/fixtures.js';

const day = (n) => `2024-03-${String(n).padStart(2, '0')}T12:00:00Z`;

describe('messages.list and retrieve', () => {
  test('lists what all agents said, by its time, with where it was said', async () => {
    const [one, two] = [await anAgent(), await anAgent()];
    const conversation = await aConversation(two);
    await captured(one, [said('first', { created_at: '2123-01-01T00:00:00Z' })]);
    await captured(two, [said('second', { created_at: '2123-01-02T00:00:00Z' })],
      { conversation_id: conversation.id });

    const mine = new Set([one.id, two.id]);
    const [newest, older] = (await letta.messages.list({ limit: 50 }))
      .filter((message) => mine.has(message.agent_id));

    assert.deepEqual([newest.content, newest.agent_id, newest.conversation_id],
      ['second', two.id, conversation.id]);
    assert.deepEqual([older.content, older.agent_id, older.conversation_id],
      ['first', one.id, null]);
    assert.equal(newest.created_at, '2123-01-02T00:00:00.000000Z');
    assert.equal(newest.message_id, newest.id);
  });

  test('is paged by hand within a conversation, more than a hundred', async () => {
    const agent = await anAgent();
    const conversation = await aConversation(agent);
    const expected = Array.from({ length: 150 }, (_, n) => `turn ${n}`);
    await captured(agent, expected.map((text) => said(text)), { conversation_id: conversation.id });

    const pages = [];
    let page = await letta.messages.list({ conversation_id: conversation.id });
    while (page.length > 0) {
      pages.push(page);
      page = await letta.messages.list(
        { conversation_id: conversation.id, after: page.at(-1).id });
    }

    assert.deepEqual(pages.map((one) => one.length), [100, 51]);
    assert.deepEqual(contents(pages.flat()).slice(0, -1), [...expected].reverse());
  });

  test('a row is told with everything it holds', async () => {
    const agent = await anAgent();
    const [id] = await captured(
      agent, [{ role: 'assistant', reasoning: 'hm', content: 'ho' }]);

    const told = await letta.messages.retrieve(id);

    assert.deepEqual(types(told), ['reasoning_message', 'assistant_message']);
    assert.deepEqual(ids(told), [id, id]);
    assert.notEqual(told[0].otid, told[1].otid);
    await refused(letta.messages.retrieve(unknown('message')), NotFoundError);
    await refused(letta.messages.retrieve('message-1'), UnprocessableEntityError);
  });
});

describe('messages.search', () => {
  let agent;
  let conversation;

  before(async () => {
    agent = await anAgent();
    conversation = await aConversation(agent);
    await captured(agent, [
      said('The owl Zephyrine sleeps in the barn', { created_at: day(1) }),
      { role: 'assistant', content: 'Zephyrine hunts at night', created_at: day(2) },
      { role: 'tool', tool_call_id: 'c', content: 'Zephyrine was seen', created_at: day(4) },
    ]);
    await captured(agent, [said('Zephyrine has chicks', { created_at: day(5) })],
      { conversation_id: conversation.id });
  });

  const found = async (body) =>
    contents(await letta.messages.search({ agent_id: agent.id, ...body }));

  test('finds words at once, with scores and ranks', async () => {
    const hits = await letta.messages.search(
      { agent_id: agent.id, query: 'barn', search_mode: 'fts' });

    assert.deepEqual(contents(hits), ['The owl Zephyrine sleeps in the barn']);
    assert.equal(hits[0].fts_rank, 1);
    assert.ok(hits[0].score > 0);
    assert.equal(hits[0].created_at, '2024-03-01T12:00:00.000000Z');
  });

  test('by role, conversation and date, inside the search', async () => {
    const query = { query: 'Zephyrine', search_mode: 'fts' };

    assert.equal((await found(query)).length, 3);
    assert.deepEqual(await found({ ...query, roles: ['assistant'] }), ['Zephyrine hunts at night']);
    assert.deepEqual(
      await found({ ...query, conversation_id: conversation.id }), ['Zephyrine has chicks']);
    assert.equal((await found({ ...query, conversation_id: 'default' })).length, 2);
    assert.deepEqual(await found({ ...query, start_date: '2024-03-02', end_date: '2024-03-02' }),
      ['Zephyrine hunts at night']);
    assert.equal((await found({ ...query, limit: 1 })).length, 1);
  });

  test('without a query, the newest first', async () => {
    assert.deepEqual(await found({}), ['Zephyrine has chicks', 'Zephyrine hunts at night',
      'The owl Zephyrine sleeps in the barn']);
  });

  test('over all agents too', async () => {
    const word = unique('quixotry').replace('-', '');
    await captured(agent, [said(`${word} here`)]);
    const second = await anAgent();
    await captured(second, [said(`${word} there`)]);

    const hits = await letta.messages.search({ query: word, search_mode: 'fts' });

    assert.deepEqual(contents(hits).sort(), [`${word} here`, `${word} there`]);
    assert.deepEqual(new Set(hits.map((hit) => hit.agent_id)), new Set([agent.id, second.id]));
  });

  test('finds nothing of a deleted conversation', async () => {
    const gone = await aConversation(agent);
    await captured(agent, [said('wistful marmot')], { conversation_id: gone.id });
    assert.deepEqual(await found({ query: 'marmot', search_mode: 'fts' }), ['wistful marmot']);

    await letta.conversations.delete(gone.id);

    assert.deepEqual(await found({ query: 'marmot', search_mode: 'fts' }), []);
    assert.ok(!(await found({ query: 'marmot' })).includes('wistful marmot'));
    await refused(found({ query: 'marmot', conversation_id: gone.id }), NotFoundError);
  });

  test('the older route tells messages whole', async () => {
    const [hit] = await letta.post('/v1/agents/messages/search', { body: {
      agent_id: agent.id, query: 'barn', search_mode: 'fts' } });

    assert.equal(hit.embedded_text, 'The owl Zephyrine sleeps in the barn');
    assert.deepEqual([hit.message.role, hit.message.agent_id], ['user', agent.id]);
  });

  test('what is not there is 404, what is malformed 422', async () => {
    await refused(letta.messages.search({ agent_id: unknown('agent') }), NotFoundError);
    await refused(found({ conversation_id: unknown('conv') }), NotFoundError);
    await refused(found({ limit: 101 }), UnprocessableEntityError, /limit/);
    await refused(found({ search_mode: 'guess' }), UnprocessableEntityError, /search_mode/);
    await refused(found({ roles: ['owl'] }), UnprocessableEntityError, /roles/);
    await refused(found({ start_date: 'someday' }), UnprocessableEntityError, /start_date/);
    await refused(found({ start_date: '2024-03-02', end_date: '2024-03-01' }),
      UnprocessableEntityError, /start_date/);
  });
});
