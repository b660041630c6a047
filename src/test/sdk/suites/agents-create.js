import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BadRequestError, UnprocessableEntityError } from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { EMBEDDING, MODEL, aBlock, anAgent, ids, labels, refused, unique }
  from '../client/fixtures.js';

describe('agents.create', () => {
  test('answers with what was asked for', async () => {
    const asked = {
      name: unique("Ada's agent_1"),
      description: 'reads papers',
      system: 'You are a librarian.',
      metadata: { project: { name: 'thoth' }, rank: 3 },
      tags: ['alpha', 'beta'],
      timezone: 'Europe/Berlin',
      agent_type: 'memgpt_v2_agent',
      message_buffer_autoclear: true,
      project_id: 'project-1',
    };

    const agent = await anAgent(asked);

    const { tags, ...given } = asked;
    for (const [key, value] of Object.entries(given)) assert.deepEqual(agent[key], value, key);
    assert.deepEqual(agent.tags.sort(), tags);
    assert.equal(agent.created_at, agent.updated_at);
  });

  test('fills in what was left out', async () => {
    const agent = await letta.agents.create({ model: MODEL, embedding: EMBEDDING });

    assert.ok(agent.name.length > 0);
    assert.equal(agent.agent_type, 'letta_v1_agent');
    assert.equal(agent.timezone, 'UTC');
    assert.equal(agent.message_buffer_autoclear, false);
    assert.equal(agent.description, null);
    for (const list of ['blocks', 'tags', 'sources', 'identities']) {
      assert.deepEqual(agent[list], [], list);
    }
    assert.match(agent.created_by_id, /^user-/);
  });

  test('derives both configurations from the handles', async () => {
    const agent = await anAgent();

    assert.equal(agent.model, MODEL);
    assert.equal(agent.llm_config.model, 'gpt-4o-mini');
    assert.equal(agent.llm_config.model_endpoint_type, 'openai');
    assert.equal(agent.embedding, EMBEDDING);
    assert.equal(agent.embedding_config.embedding_model, 'text-embedding-3-small');
    assert.equal(agent.embedding_config.embedding_dim, 1536);
  });

  test('takes any model, because no provider is called', async () => {
    const agent = await anAgent({ model: 'someone/a-model', embedding: 'someone/an-embedding' });

    assert.equal(agent.model, 'someone/a-model');
    assert.equal(agent.llm_config.model, 'a-model');
    assert.equal(agent.embedding_config.embedding_model, 'an-embedding');
  });

  test('takes whole configurations instead of handles', async () => {
    const llm = { model: 'm', model_endpoint_type: 'ollama', context_window: 8000 };
    const embedding = {
      embedding_model: 'e', embedding_endpoint_type: 'ollama', embedding_dim: 768,
    };

    const agent = await letta.agents.create({ llm_config: llm, embedding_config: embedding });

    for (const [key, value] of Object.entries(llm)) assert.equal(agent.llm_config[key], value);
    for (const [key, value] of Object.entries(embedding)) {
      assert.equal(agent.embedding_config[key], value);
    }
  });

  test('takes back the configurations it gave', async () => {
    const { llm_config, embedding_config } = await anAgent();

    const agent = await letta.agents.create({ llm_config, embedding_config });

    assert.deepEqual(agent.llm_config, llm_config);
    assert.deepEqual(agent.embedding_config, embedding_config);
  });

  test('a configuration that clients could not read is refused', async () => {
    for (const fields of [
      { llm_config: { model: 5 } },
      { llm_config: { model: 'm', context_window: 'big' } },
      { llm_config: { model: 'm', model_endpoint_type: 'nobody' } },
      { embedding_config: { embedding_dim: 384 } },
      { embedding_config: { embedding_model: 'e', embedding_dim: 'wide' } },
    ]) {
      await refused(letta.agents.create(fields), UnprocessableEntityError, /_config\./);
    }
  });

  test('makes its memory blocks and attaches shared ones', async () => {
    const shared = await aBlock({ label: 'team', value: 'Ada, Grace' });

    const agent = await anAgent({
      block_ids: [shared.id],
      memory_blocks: [
        { label: 'human', value: 'Name: Ada' },
        { label: 'notes', value: '', description: 'what to keep', limit: 500, read_only: true },
      ],
    });

    assert.deepEqual(labels(agent.blocks), ['human', 'notes', 'team']);
    assert.deepEqual(ids(agent.memory.blocks).sort(), ids(agent.blocks).sort());
    assert.ok(ids(agent.blocks).includes(shared.id));
    const notes = agent.blocks.find((block) => block.label === 'notes');
    assert.deepEqual([notes.description, notes.limit], ['what to keep', 500]);
    assert.equal(notes.read_only, true);
  });

  test('describes the blocks human and persona when the caller does not', async () => {
    const agent = await anAgent({ memory_blocks: [
      { label: 'human', value: '' }, { label: 'persona', value: '' },
      { label: 'other', value: '' } ] });

    const described = Object.fromEntries(agent.blocks.map((b) => [b.label, b.description]));
    assert.ok(described.human.length > 0);
    assert.ok(described.persona.length > 0);
    assert.equal(described.other, null);
  });

  test('a model without a provider is refused', async () => {
    await assert.rejects(anAgent({ model: 'gpt-4o-mini' }), BadRequestError);
    await assert.rejects(anAgent({ embedding: 'text' }), UnprocessableEntityError);
  });

  test('a field of the wrong type is refused and nothing is made', async () => {
    const name = unique('never');

    await assert.rejects(anAgent({ name, tags: 'alpha' }), UnprocessableEntityError);

    assert.deepEqual((await letta.agents.list({ name })).items, []);
  });

  test('two agents may have the same name', async () => {
    const name = unique('twin');

    const [one, two] = [await anAgent({ name }), await anAgent({ name })];

    assert.notEqual(one.id, two.id);
  });
});
