import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { letta } from '../client/client.js';
import { EMBEDDING, MODEL, anAgent, anArchive } from '../client/fixtures.js';

describe('models', () => {
  test('the usual handles are listed once each', async () => {
    const handles = (await letta.models.list()).map((model) => model.handle);

    assert.ok(handles.includes(MODEL), handles.join());
    assert.equal(new Set(handles).size, handles.length);
  });

  test('a handle is the provider and the model', async () => {
    for (const model of await letta.models.list()) {
      assert.equal(model.handle, `${model.provider_name}/${model.model}`);
      assert.ok(model.context_window <= model.max_context_window);
    }
  });

  test('can be filtered by provider', async () => {
    const byName = await letta.models.list({ provider_name: 'openai' });
    const byType = await letta.models.list({ provider_type: 'openai' });
    const none = await letta.models.list({ provider_name: 'nobody' });

    assert.ok(byName.length > 0);
    assert.ok(byName.every((model) => model.provider_name === 'openai'));
    assert.ok(byType.length > 0);
    assert.ok(byType.every((model) => model.provider_type === 'openai'));
    assert.deepEqual(none, []);
  });

  test('an agent takes the context window of the listed model', async () => {
    const listed = (await letta.models.list()).find((model) => model.handle === MODEL);

    const agent = await anAgent({ model: MODEL });

    assert.equal(agent.llm_config.model, listed.model);
    assert.equal(agent.llm_config.context_window, listed.context_window);
  });
});

describe('models.embeddings', () => {
  test('the handle most clients ask for is listed with its own dimension', async () => {
    const models = await letta.models.embeddings.list();

    const usual = models.find((model) => model.handle === EMBEDDING);
    assert.equal(usual.embedding_model, 'text-embedding-3-small');
    assert.equal(usual.embedding_dim, 1536);
    assert.equal(usual.embedding_endpoint_type, 'openai');
  });

  test('every model says which one really embeds, and that one is listed truly', async () => {
    const models = await letta.models.embeddings.list();
    const { id } = await anArchive();

    const passage = await letta.archives.passages.create(id, { text: 'how long is my vector?' });

    const own = models.find((model) => model.handle === model.embedded_by);
    assert.equal(own.embedding_dim, passage.embedding.length);
    assert.ok(models.every((model) => model.embedded_by === own.handle));
  });

  test('every handle is listed once', async () => {
    const handles = (await letta.models.embeddings.list()).map((model) => model.handle);

    assert.equal(new Set(handles).size, handles.length);
  });
});
