import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { BadRequestError, NotFoundError, UnprocessableEntityError } from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { aConversation, all, anAgent, contents, ids, refused, several, unknown }
  from '../client/fixtures.js';

const sent = (agent, input) => letta.agents.messages.createAsync(agent.id, { input });

describe('runs', () => {
  test('tell what became of what was sent', async () => {
    const agent = await anAgent();

    const made = await sent(agent, 'good morning');

    const told = await letta.runs.retrieve(made.id);
    assert.deepEqual([told.id, told.agent_id, told.status, told.stop_reason, told.background],
      [made.id, agent.id, 'completed', 'end_turn', true]);
    assert.deepEqual(contents(await all(letta.runs.messages.list(made.id))), ['good morning']);
  });

  test('took no steps and no tokens, because no model ran', async () => {
    const { id } = await sent(await anAgent(), 'hello');

    assert.deepEqual(await all(letta.runs.steps.list(id)), []);
    assert.deepEqual(await letta.runs.trace.retrieve(id), []);
    const usage = await letta.runs.usage.retrieve(id);
    assert.deepEqual([usage.prompt_tokens, usage.completion_tokens, usage.total_tokens], [0, 0, 0]);
    await refused(letta.runs.messages.stream(id), BadRequestError, /over/);
  });

  test('list several messages in their order', async () => {
    const agent = await anAgent();
    const messages = ['one', 'two', 'three'].map((content) => ({ role: 'user', content }));
    const { id } = await letta.agents.messages.createAsync(agent.id, { messages });
    const listed = async (query) => contents(await all(letta.runs.messages.list(id, query)));

    assert.deepEqual(await listed(), ['one', 'two', 'three']);
    assert.deepEqual(await listed({ limit: 2 }), ['one', 'two', 'three']);
    assert.deepEqual(await listed({ order: 'desc' }), ['three', 'two', 'one']);
  });

  test('that are not there are 404, malformed ids 422', async () => {
    const none = unknown('run');

    await refused(letta.runs.retrieve(none), NotFoundError);
    await refused(letta.runs.messages.list(none), NotFoundError);
    await refused(letta.runs.messages.stream(none), NotFoundError);
    await refused(letta.runs.steps.list(none), NotFoundError);
    await refused(letta.runs.trace.retrieve(none), NotFoundError);
    await refused(letta.runs.usage.retrieve(none), NotFoundError);
    await refused(letta.runs.retrieve('run-1'), UnprocessableEntityError);
  });
});

describe('runs.list', () => {
  let agent;
  let conversation;
  let made;

  before(async () => {
    agent = await anAgent();
    conversation = await aConversation(agent);
    made = await several(7, (n) => sent(agent, `turn ${n}`));
    await letta.conversations.messages.create(conversation.id, { input: 'x', streaming: false });
  });

  const listed = async (query) =>
    ids(await all(letta.runs.list({ agent_id: agent.id, ...query })));

  test('is newest first and paged to the end', async () => {
    const newest = await listed({ limit: 3 });

    assert.equal(newest.length, 8);
    assert.deepEqual(newest.slice(1), ids(made).reverse());
    assert.deepEqual(await listed({ order: 'asc', limit: 3 }), [...newest].reverse());
  });

  test('by conversation, status and reason', async () => {
    assert.equal((await listed({ conversation_id: conversation.id })).length, 1);
    assert.equal((await listed({ statuses: ['completed'] })).length, 8);
    assert.equal((await listed({ background: true })).length, 7);
    assert.deepEqual(await listed({ statuses: ['running'] }), []);
    assert.deepEqual(await listed({ stop_reason: 'error' }), []);
    assert.deepEqual(await listed({ active: true }), []);
    assert.deepEqual(await listed({ agent_id: unknown('agent') }), []);
  });
});

describe('steps', () => {
  test('are none', async () => {
    assert.deepEqual(await all(letta.steps.list()), []);
  });

  test('cannot be read, and cannot be judged', async () => {
    const none = unknown('step');

    await refused(letta.steps.retrieve(none), NotFoundError, /Step/);
    await refused(letta.steps.metrics.retrieve(none), NotFoundError);
    await refused(letta.steps.trace.retrieve(none), NotFoundError);
    await refused(letta.steps.messages.list(none), NotFoundError);
    await refused(letta.steps.feedback.create(none, { feedback: 'positive' }), NotFoundError);
    await refused(letta.steps.retrieve('step-1'), UnprocessableEntityError);
  });
});
