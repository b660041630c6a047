import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { APIError, BadRequestError, NotFoundError, UnprocessableEntityError }
  from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { aConversation, all, anAgent, captured, contents, refused, said, types, unknown }
  from '../client/fixtures.js';

describe('conversations.messages.list', () => {
  let agent;
  let conversation;
  let other;
  const expected = Array.from({ length: 130 }, (_, n) => `turn ${n}`);

  before(async () => {
    agent = await anAgent();
    conversation = await aConversation(agent);
    await captured(
      agent, expected.map((text) => said(text)), { conversation_id: conversation.id });
    [other] = await captured(agent, [said('elsewhere')]);
  });

  const listed = (query) => letta.conversations.messages.list(conversation.id, query);

  test('holds the hundred newest, newest first', async () => {
    assert.deepEqual(contents((await listed()).items), expected.slice(-100).reverse());
  });

  test('is paged to its end in either order', async () => {
    const down = await all(listed());
    const up = await all(listed({ limit: 21, order: 'asc' }));

    assert.deepEqual(contents(down).slice(0, -1), [...expected].reverse());
    assert.deepEqual(up, [...down].reverse());
  });

  test('three hundred at once, and before is older', async () => {
    const everything = (await listed({ limit: 300 })).items;

    const older = await listed({ limit: 300, before: everything[99].id });

    assert.equal(everything.length, 131);
    assert.deepEqual(older.items, everything.slice(100));
  });

  test('the agent\'s own conversation by its name, or by the agent\'s id', async () => {
    const own = await letta.conversations.messages.list('default', { agent_id: agent.id });
    const same = await letta.conversations.messages.list(agent.id);

    assert.deepEqual(types(own.items), ['user_message', 'system_message']);
    assert.deepEqual(same.items, own.items);
  });

  test('a cursor of elsewhere is 404', async () => {
    await refused(listed({ after: other }), NotFoundError, /after/);
    await refused(listed({ before: other }), NotFoundError, /before/);
    await refused(letta.conversations.messages.list(unknown('conv')), NotFoundError);
    await refused(
      letta.conversations.messages.list('default'), UnprocessableEntityError, /agent_id/);
    await refused(letta.conversations.messages.list(
      conversation.id, { agent_id: (await anAgent()).id }), NotFoundError);
  });
});

describe('conversations.messages.create, stream and compact', () => {
  test('is a stream unless it is told not to be', async () => {
    const made = await aConversation(await anAgent());

    const events = await all(
      await letta.conversations.messages.create(made.id, { messages: [said('one')] }));
    const whole = await letta.post(
      `/v1/conversations/${made.id}/messages`, { body: { input: 'two', streaming: false } });

    assert.deepEqual(types(events), ['ping', 'stop_reason', 'usage_statistics']);
    assert.deepEqual([whole.messages, whole.stop_reason.stop_reason], [[], 'end_turn']);
    const told = await letta.conversations.messages.list(made.id);
    assert.deepEqual(contents(told.items).slice(0, 2), ['two', 'one']);
    const now = await letta.conversations.retrieve(made.id);
    assert.equal(now.message_count, 2);
    assert.equal(now.last_message_at, told.items[0].date);
  });

  test('a turn sent again under its otid is stored once', async () => {
    const made = await aConversation(await anAgent());
    const turn = { messages: [said('one', { otid: 'turn-1' })] };

    await all(await letta.conversations.messages.create(made.id, turn));
    await all(await letta.conversations.messages.create(made.id, turn));

    assert.equal((await letta.conversations.retrieve(made.id)).message_count, 1);
  });

  test('what is wrong is refused before anything is streamed', async () => {
    const made = await aConversation(await anAgent());

    await refused(letta.conversations.messages.create(made.id, {}), UnprocessableEntityError);
    await refused(letta.conversations.messages.create(
      made.id, { messages: [] }), UnprocessableEntityError);
    await refused(letta.conversations.messages.create(
      unknown('conv'), { input: 'x' }), NotFoundError);
  });

  test('no run is there to be joined', async () => {
    const made = await aConversation(await anAgent());

    await refused(
      letta.conversations.messages.stream(made.id), BadRequestError, /No active runs found/);
    await refused(letta.conversations.messages.stream(unknown('conv')), NotFoundError);
  });

  test('compacting is refused, for nobody could summarise, and changes nothing', async () => {
    const agent = await anAgent();
    const made = await aConversation(agent);
    await refused(letta.conversations.messages.compact(made.id), APIError, /no messages/);
    await captured(agent, [said('one')], { conversation_id: made.id });

    const before = await letta.conversations.retrieve(made.id);

    const error = await refused(
      letta.conversations.messages.compact(made.id), APIError, /nothing was changed/);

    assert.equal(error.status, 501);
    assert.deepEqual(await letta.conversations.retrieve(made.id), before);
    await refused(letta.conversations.messages.compact(unknown('conv')), NotFoundError);
    await refused(letta.conversations.messages.compact('conv-x'), UnprocessableEntityError);
  });
});
