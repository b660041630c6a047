import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { APIError, NotFoundError, UnprocessableEntityError } from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { MODEL, aBlock, all, anAgent, anArchive, refused, said, types, unique }
  from '../client/fixtures.js';

const once = () => ({ headers: { 'Idempotency-Key': randomUUID() } });

/** Sends the same call twice and holds that the second answer is the first, said to be so. */
async function replayed(call) {
  const first = await call().withResponse();
  const second = await call().withResponse();
  assert.deepEqual(second.data, first.data);
  assert.equal(second.response.status, first.response.status);
  assert.equal(first.response.headers.get('idempotency-replayed'), null);
  assert.equal(second.response.headers.get('idempotency-replayed'), 'true');
  return first.data;
}

describe('Idempotency-Key', () => {
  test('an agent is made once', async () => {
    const [name, key] = [unique('once'), once()];

    const agent = await replayed(() => letta.agents.create(
      { name, model: MODEL, memory_blocks: [{ label: 'human', value: name }] }, key));

    const listed = await all(letta.agents.list({ name }));
    assert.deepEqual(listed.map((item) => item.id), [agent.id]);
    assert.equal((await all(letta.blocks.list({ value_search: name }))).length, 1);
  });

  test('a block is made once', async () => {
    const [label, key] = [unique('once'), once()];

    const block = await replayed(() => letta.blocks.create({ label, value: 'v' }, key));

    const listed = await all(letta.blocks.list({ label }));
    assert.deepEqual(listed.map((item) => item.id), [block.id]);
  });

  test('an append is done once, also after a later change', async () => {
    const { id } = await aBlock({ value: 'a' });
    const key = once();
    const append = () => letta.post(`/v1/blocks/${id}/append`, { body: { content: 'b' }, ...key });

    const first = await append();
    await letta.blocks.update(id, { value: 'c' });
    const again = await append();

    assert.deepEqual(again, first);
    assert.equal((await letta.blocks.retrieve(id)).value, 'c');
  });

  test('a passage is stored once', async () => {
    const [{ id }, key] = [await anAgent(), once()];

    await replayed(() => letta.agents.passages.create(id, { text: 'only once' }, key));

    assert.equal((await letta.agents.passages.list(id)).length, 1);
  });

  test('a batch is stored once', async () => {
    const [{ id }, key] = [await anArchive(), once()];
    const passages = [{ text: 'first' }, { text: 'second' }];

    await replayed(() => letta.archives.passages.createMany(id, { passages }, key));

    assert.equal((await letta.get(`/v1/archives/${id}/passages`)).length, 2);
  });

  test('turns are captured and sent once', async () => {
    const agent = await anAgent();
    const capture = once();
    const send = once();
    const body = { messages: [said('only once')] };

    await replayed(() => letta.post(`/v1/agents/${agent.id}/messages/capture`,
      { body, ...capture }));
    await replayed(() => letta.agents.messages.create(agent.id, body, send));
    const events = async () => types(await all(
      await letta.agents.messages.create(agent.id, { ...body, streaming: true }, stream)));
    const stream = once();
    assert.deepEqual(await events(), await events());

    assert.equal((await all(letta.agents.messages.list(agent.id))).length, 1 + 3);
  });

  test('a conversation is made and forked once', async () => {
    const agent = await anAgent();
    const [making, forking] = [once(), once()];

    const made = await replayed(() => letta.conversations.create({ agent_id: agent.id }, making));
    const fork = await replayed(() => letta.conversations.fork(made.id, {}, forking));

    assert.deepEqual((await letta.conversations.list({ agent_id: agent.id })).map((one) => one.id),
      [fork.id, made.id]);
  });

  test('a delete says the same again', async () => {
    const [{ id }, key] = [await aBlock(), once()];

    await replayed(() => letta.blocks.delete(id, key));

    await refused(letta.blocks.delete(id), NotFoundError);
  });

  test('many at once have one effect', async () => {
    const [label, key] = [unique('burst'), once()];

    const blocks = await Promise.all(Array.from({ length: 12 }, () =>
      letta.blocks.create({ label, value: 'v' }, key)));

    assert.equal(new Set(blocks.map((block) => block.id)).size, 1);
    assert.equal((await all(letta.blocks.list({ label }))).length, 1);
  });

  test('the same key for another request is refused', async () => {
    const [label, key] = [unique('reused'), once()];
    const { id } = await letta.blocks.create({ label, value: 'v' }, key);

    await refused(letta.blocks.create({ label, value: 'w' }, key), UnprocessableEntityError);
    await refused(letta.blocks.update(id, { value: 'w' }, key), UnprocessableEntityError);

    assert.equal((await letta.blocks.retrieve(id)).value, 'v');
  });

  test('a refused request may be sent again', async () => {
    const { id } = await aBlock({ value: 'old' });
    const { headers } = once();

    const error = await refused(letta.blocks.update(
      id, { value: 'new' }, { headers: { ...headers, 'If-Match': '"9"' } }), APIError);
    const written = await letta.blocks.update(id, { value: 'new' }, { headers });

    assert.equal(error.status, 412);
    assert.equal(written.value, 'new');
  });
});
