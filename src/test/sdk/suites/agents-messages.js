import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { APIError, ConflictError, NotFoundError, UnprocessableEntityError }
  from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { aConversation, all, anAgent, captured, contents, refused, said, types, unknown }
  from '../client/fixtures.js';

describe('agents.messages.list', () => {
  let agent;
  const expected = Array.from({ length: 230 }, (_, n) => `turn ${n}`);

  before(async () => {
    agent = await anAgent();
    await captured(agent, expected.map((text, n) =>
      ({ role: n % 2 ? 'assistant' : 'user', content: text })));
  });

  const listed = (query) => letta.agents.messages.list(agent.id, query);

  test('holds the hundred newest, newest first', async () => {
    const page = await listed();

    assert.deepEqual(contents(page.items), expected.slice(-100).reverse());
  });

  test('is paged to its end in either order', async () => {
    const down = await all(listed());
    const up = await all(listed({ order: 'asc', limit: 33 }));

    assert.deepEqual(contents(down).slice(0, -1), [...expected].reverse());
    assert.equal(down.at(-1).message_type, 'system_message');
    assert.deepEqual(up, [...down].reverse());
  });

  test('before is older whatever the order, and paging by it goes back', async () => {
    const newest = (await listed({ limit: 1 })).items[0];

    const older = await listed({ before: newest.id, limit: 3 });
    const oldest = await listed({ before: newest.id, limit: 3, order: 'asc' });
    const everything = await all(listed({ before: newest.id, limit: 50, order: 'asc' }));

    assert.deepEqual(contents(older.items), ['turn 228', 'turn 227', 'turn 226']);
    assert.deepEqual(contents(oldest.items), ['turn 226', 'turn 227', 'turn 228']);
    assert.equal(everything.length, 230);
    assert.equal(new Set(everything.map((one) => one.id)).size, 230);
  });

  test('of some types only', async () => {
    const spoken = await all(listed({ include_return_message_types: ['assistant_message'] }));

    assert.deepEqual(contents(spoken), expected.filter((_, n) => n % 2).reverse());
  });

  test('of one conversation only', async () => {
    const conversation = await aConversation(agent);
    await captured(agent, [said('apart')], { conversation_id: conversation.id });

    const apart = await listed({ conversation_id: conversation.id, order: 'asc' });
    const own = await listed({ conversation_id: 'default', limit: 1 });

    assert.deepEqual(types(apart.items), ['system_message', 'user_message']);
    assert.deepEqual(contents(own.items), ['turn 229']);
    await letta.conversations.delete(conversation.id);
  });

  test('what is not there is 404, what is malformed 422', async () => {
    await refused(letta.agents.messages.list(unknown('agent')), NotFoundError);
    await refused(listed({ after: unknown('message') }), NotFoundError, /after/);
    await refused(listed({ before: 'yesterday' }), UnprocessableEntityError, /before/);
    await refused(listed({ limit: 0 }), UnprocessableEntityError, /limit/);
    await refused(listed({ order: 'up' }), UnprocessableEntityError, /order/);
    await refused(listed({ conversation_id: unknown('conv') }), NotFoundError);
    await refused(
      listed({ include_return_message_types: ['shout'] }), UnprocessableEntityError, /types/);
  });
});

describe('capture', () => {
  test('keeps every type of message, told as it was', async () => {
    const agent = await anAgent();
    const call = { id: 'call-1', function: { name: 'look', arguments: '{"at":"owl"}' } };

    await captured(agent, [
      said('Look there', { name: 'Ada', sender_id: 'someone', otid: 'o-1' }),
      { role: 'assistant', reasoning: 'hm', content: 'I look', tool_calls: [call] },
      { role: 'tool', tool_call_id: 'call-1', content: 'an owl', name: 'look' },
      { message_type: 'hidden_reasoning_message', state: 'omitted' },
      { message_type: 'approval_request_message',
        tool_call: { name: 'look', arguments: '{}', tool_call_id: 'call-2' } },
      { message_type: 'approval_response_message', approve: false, reason: 'too late' },
      { message_type: 'summary_message', summary: 'An owl was seen' },
      { message_type: 'event_message', event_type: 'compaction', event_data: { n: 1 } },
      { role: 'system', content: 'Be quiet' },
    ]);

    const told = (await letta.agents.messages.list(agent.id, { order: 'asc' })).items.slice(1);
    assert.deepEqual(types(told), ['user_message', 'reasoning_message', 'assistant_message',
      'tool_call_message', 'tool_return_message', 'hidden_reasoning_message',
      'approval_request_message', 'approval_response_message', 'summary_message',
      'event_message', 'system_message']);
    assert.deepEqual([told[0].name, told[0].sender_id, told[0].otid], ['Ada', 'someone', 'o-1']);
    assert.equal(new Set(told.slice(1, 4).map((one) => one.id)).size, 1);
    assert.deepEqual(told[3].tool_call,
      { name: 'look', arguments: '{"at":"owl"}', tool_call_id: 'call-1' });
    assert.deepEqual([told[4].tool_return, told[4].status], ['an owl', 'success']);
    assert.deepEqual([told[7].approve, told[7].reason], [false, 'too late']);
    assert.equal(told[8].summary, 'An owl was seen');
    assert.deepEqual(told[9].event_data, { n: 1 });
  });

  test('takes the form of a model provider too', async () => {
    const agent = await anAgent();

    const answer = await letta.post(`/v1/agents/${agent.id}/messages/capture`, { body: {
      provider: 'openai', model: 'gpt-4o-mini', request_messages: [said('Who?')],
      response_dict: { choices: [{ message: { role: 'assistant', content: 'An owl' } }] } } });

    assert.deepEqual([answer.success, answer.messages_created], [true, 2]);
    const told = (await letta.agents.messages.list(agent.id, { limit: 2 })).items;
    assert.deepEqual(contents(told), ['An owl', 'Who?']);
  });

  test('all or none: one wrong message and nothing is stored', async () => {
    const agent = await anAgent();

    await refused(
      captured(agent, [said('fine'), { content: 'whose?' }]), UnprocessableEntityError, /role/);

    assert.equal((await all(letta.agents.messages.list(agent.id))).length, 1);
  });

  test('a message is stored once, by its id and by its otid', async () => {
    const agent = await anAgent();
    const id = unknown('message');
    const turn = [said('one', { id }), said('two', { otid: 'second' })];

    const first = await captured(agent, turn);
    const again = await captured(agent, turn);

    assert.deepEqual(again, first);
    assert.equal(first[0], id);
    assert.equal((await all(letta.agents.messages.list(agent.id))).length, 3);
  });
});

describe('agents.messages.create', () => {
  test('stores what is sent and says that nobody answered', async () => {
    const agent = await anAgent();

    const answer = await letta.agents.messages.create(agent.id, {
      messages: [said('hello'), { role: 'system', content: 'be brief' }] });

    assert.deepEqual([answer.messages, answer.stop_reason.stop_reason], [[], 'end_turn']);
    const told = (await letta.agents.messages.list(agent.id, { limit: 2 })).items;
    assert.deepEqual(contents(told), ['be brief', 'hello']);
  });

  test('takes a text alone, or parts with an image', async () => {
    const agent = await anAgent();
    const image = { type: 'image', source: { type: 'url', url: 'https://example.com/owl.png' } };

    await letta.agents.messages.create(agent.id, { input: 'a text' });
    await letta.agents.messages.create(
      agent.id, { messages: [said([{ type: 'text', text: 'see' }, image])] });

    const told = (await letta.agents.messages.list(agent.id, { limit: 2 })).items;
    assert.deepEqual(told[0].content, [{ type: 'text', text: 'see' }, image]);
    assert.equal(told[1].content, 'a text');
  });

  test('as events: a ping, the stop reason, the usage', async () => {
    const agent = await anAgent();

    const events = await all(await letta.agents.messages.create(
      agent.id, { input: 'hey', streaming: true, stream_tokens: true }));
    const quiet = await all(await letta.agents.messages.create(
      agent.id, { input: 'hey', streaming: true, include_pings: false }));

    assert.deepEqual(types(events), ['ping', 'stop_reason', 'usage_statistics']);
    assert.deepEqual(types(quiet), ['stop_reason', 'usage_statistics']);
  });

  test('exactly one of messages and input, and options of streams only for streams', async () => {
    const { id } = await anAgent();
    const wrong = async (body, message) => refused(
      letta.agents.messages.create(id, body), UnprocessableEntityError, message);

    await wrong({}, /messages/);
    await wrong({ messages: [] }, /messages/);
    await wrong({ input: 'a', messages: [said('b')] }, /exactly one/);
    await wrong({ input: 'a', stream_tokens: true }, /stream_tokens/);
    await wrong({ messages: [{ role: 'owl', content: 'hu' }] }, /role/);
    await refused(letta.agents.messages.create(unknown('agent'), { input: 'x' }), NotFoundError);

    assert.equal((await all(letta.agents.messages.list(id))).length, 1);
  });
});

describe('agents.messages.stream, createAsync, cancel, compact and reset', () => {
  test('a stream is one from the beginning', async () => {
    const agent = await anAgent();

    const events = await all(
      await letta.agents.messages.stream(agent.id, { messages: [said('hello')] }));

    assert.deepEqual(types(events), ['ping', 'stop_reason', 'usage_statistics']);
    assert.equal(events[1].stop_reason, 'end_turn');
    const [newest] = (await letta.agents.messages.list(agent.id, { limit: 1 })).items;
    assert.equal(newest.content, 'hello');
  });

  test('a turn in the background is over when it is answered', async () => {
    const agent = await anAgent();

    const run = await letta.agents.messages.createAsync(agent.id, { input: 'later' });

    assert.deepEqual([run.status, run.agent_id], ['completed', agent.id]);
    const [newest] = (await letta.agents.messages.list(agent.id, { limit: 1 })).items;
    assert.equal(newest.content, 'later');
  });

  test('nothing runs that could be cancelled', async () => {
    const agent = await anAgent();

    await refused(letta.agents.messages.cancel(agent.id), ConflictError, /No active run/);
    await refused(letta.agents.messages.cancel(unknown('agent')), NotFoundError);
  });

  test('no provider\'s request is there to be previewed', async () => {
    const agent = await anAgent();
    const preview = (path) => letta.post(
      `${path}/messages/preview-raw-payload`, { body: { input: 'x' } });

    const error = await refused(preview(`/v1/agents/${agent.id}`), APIError, /No language model/);

    assert.equal(error.status, 501);
    await refused(preview(`/v1/conversations/${agent.id}`), APIError, /No language model/);
    await refused(preview(`/v1/agents/${unknown('agent')}`), NotFoundError);
    assert.equal((await all(letta.agents.messages.list(agent.id))).length, 1);
  });

  test('compacting is refused, for nobody could summarise, and changes nothing', async () => {
    const agent = await anAgent();
    await refused(letta.agents.messages.compact(agent.id), APIError, /no messages/);
    await captured(agent, [said('one'), said('two')]);

    const before = await letta.agents.retrieve(agent.id);

    const error = await refused(
      letta.agents.messages.compact(agent.id), APIError, /nothing was changed/);

    assert.deepEqual([error.status, error.headers.get('x-should-retry')], [501, 'false']);
    assert.deepEqual(await letta.agents.retrieve(agent.id), before);
    await refused(letta.agents.messages.compact(unknown('agent')), NotFoundError);
  });

  test('a reset empties the context and forgets nothing', async () => {
    const agent = await anAgent();
    await captured(agent, [said('one'), said('two')]);

    const answer = await letta.agents.messages.reset(agent.id, {});

    assert.equal(answer, null);
    assert.equal((await letta.agents.retrieve(agent.id)).message_ids.length, 1);
    assert.equal((await all(letta.agents.messages.list(agent.id))).length, 3);
    await refused(letta.agents.messages.reset(unknown('agent'), {}), NotFoundError);
  });

  test('what was said cannot be edited', async () => {
    const agent = await anAgent();
    const [id] = await captured(agent, [said('one')]);

    const error = await refused(letta.patch(
      `/v1/agents/${agent.id}/messages/${id}`, { body: { content: 'two' } }), APIError);

    assert.equal(error.status, 405);
    assert.equal((await letta.messages.retrieve(id))[0].content, 'one');
  });
});
