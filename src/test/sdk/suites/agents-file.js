import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { BadRequestError, NotFoundError, toFile, UnprocessableEntityError }
  from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { aConversation, all, anAgent, captured, contents, refused, said, unique, unknown }
  from '../client/fixtures.js';

const imported = async (file, fields = {}) => (await letta.agents.importFile(
  { file: await toFile(JSON.stringify(file), 'agent.af'), ...fields })).agent_ids;

const blocksOf = ({ memory }) =>
  memory.blocks.map(({ label, value, limit }) => [label, value, limit]).sort();

const passagesOf = async (id) =>
  (await letta.agents.passages.list(id)).map(({ text, tags }) => [text, tags]);

const messagesOf = async (id) =>
  contents((await all(letta.agents.messages.list(id, { order: 'asc' }))).slice(1));

describe('agents.exportFile and agents.importFile', () => {
  let agent;
  let file;

  before(async () => {
    agent = await anAgent({ name: unique('rich'), tags: ['a', 'b'],
      memory_blocks: [{ label: 'human', value: 'Ada 🦉', limit: 99 }] });
    await letta.agents.passages.create(agent.id, { text: 'owls hunt at night', tags: ['owls'] });
    await captured(agent, [said('one'), { role: 'assistant', content: 'two' }]);
    const conversation = await aConversation(agent, { summary: 'Owls' });
    await captured(agent, [said('three')], { conversation_id: conversation.id });
    file = await letta.agents.exportFile(agent.id);
  });

  test('a file has what Letta writes, with ids of its own', () => {
    assert.deepEqual(file.agents.map(({ id, name }) => [id, name]), [['agent-0', agent.name]]);
    assert.deepEqual(file.blocks.map(({ label, value }) => [label, value]), [['human', 'Ada 🦉']]);
    assert.equal(file.agents[0].block_ids[0], file.blocks[0].id);
    assert.deepEqual(file.passages.map(({ text }) => text), ['owls hunt at night']);
  });

  test('what comes back is what was taken away', async () => {
    const [id] = await imported(file, { append_copy_suffix: false });
    const read = await letta.agents.retrieve(
      id, { include: ['agent.blocks', 'agent.tags', 'agent.tools'] });

    assert.deepEqual([read.name, read.tags, read.system],
      [agent.name, ['a', 'b'], agent.system]);
    assert.deepEqual(blocksOf(read), [['human', 'Ada 🦉', 99]]);
    assert.deepEqual(await passagesOf(id), [['owls hunt at night', ['owls']]]);
    assert.deepEqual(await messagesOf(id), await messagesOf(agent.id));
    const [conversation] = await letta.conversations.list({ agent_id: id });
    assert.equal(conversation.summary, 'Owls');
  });

  test('a copy is called one, or as asked', async () => {
    const nameOf = async (fields) =>
      (await letta.agents.retrieve((await imported(file, fields))[0])).name;

    assert.equal(await nameOf(), `${agent.name}_copy`);
    assert.equal(await nameOf({ name: 'another' }), 'another');
  });

  test('another model embeds and speaks when asked', async () => {
    const [id] = await imported(file,
      { model: 'anthropic/claude-sonnet-4-5', embedding: 'openai/text-embedding-3-large' });

    const { model, embedding } = await letta.agents.retrieve(id);
    assert.deepEqual([model, embedding],
      ['anthropic/claude-sonnet-4-5', 'openai/text-embedding-3-large']);
  });

  test('without messages when they are scrubbed', async () => {
    const scrubbed = await letta.agents.exportFile(agent.id, { scrub_messages: true });

    assert.deepEqual(scrubbed.agents[0].messages, []);
    assert.deepEqual(await messagesOf((await imported(scrubbed))[0]), []);
  });

  test('what is no such file is refused and leaves nothing', async () => {
    const count = async () => letta.get('/v1/agents/count');
    const before = await count();
    const dangling = { ...file, agents: [{ ...file.agents[0], block_ids: ['block-7'] }] };

    await refused(imported({ ...file, agents: undefined }), BadRequestError);
    await refused(imported(dangling), BadRequestError, /block-7/);
    await refused(
      letta.agents.importFile({ file: await toFile('{', 'agent.af') }), BadRequestError);
    await refused(letta.agents.exportFile(agent.id, { use_legacy_format: true }), BadRequestError);
    await refused(letta.agents.exportFile(unknown('agent')), NotFoundError);
    await refused(letta.agents.exportFile('agent-1'), UnprocessableEntityError);
    assert.equal(await count(), before);
  });
});
